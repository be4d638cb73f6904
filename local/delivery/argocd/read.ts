import { askJson } from '../request.ts'
import type { Sources } from '../sources.ts'
import type { Application, TreeNode } from './application.ts'

/** An application with its tree of objects; the tree is only asked for when there is something to explain. */
export type Observed = { application: Application, tree: TreeNode[] }

/** All applications the reader may see, by name. Throws SourceError when Argo CD does not answer. */
export async function readApplications(source: Sources['argocd']): Promise<Map<string, Observed>> {
  const authorization = `Bearer ${await source.token()}`
  const get = <T>(path: string) => askJson<T>({ part: 'Argo CD', url: `${source.url}/api/v1/applications${path}`, authorization })
  const { items } = await get<{ items: Application[] | null }>('')
  const observed = (items ?? []).map(async (application): Promise<[string, Observed]> => {
    const { name } = application.metadata
    if (application.status?.health?.status === 'Healthy') return [name, { application, tree: [] }]
    const { nodes } = await get<{ nodes?: TreeNode[] }>(`/${encodeURIComponent(name)}/resource-tree`)
    return [name, { application, tree: nodes ?? [] }]
  })
  return new Map(await Promise.all(observed))
}
