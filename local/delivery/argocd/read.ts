import { askJson } from '../request.ts'
import type { Sources } from '../sources.ts'
import type { Application, TreeNode } from './application.ts'

/** An application with its tree of objects; the tree is only asked for when there is something to explain. */
export type Observed = { application: Application, tree: TreeNode[] }

/** All applications the reader may see, by name. Throws SourceError when Argo CD does not answer. */
export async function readApplications(source: Sources['argocd']): Promise<Map<string, Observed>> {
  const get = await asking(source)
  const { items } = await get<{ items: Application[] | null }>('')
  const observed = (items ?? []).map(async (application): Promise<[string, Observed]> => {
    const { name } = application.metadata
    if (application.status?.health?.status === 'Healthy') return [name, { application, tree: [] }]
    return [name, { application, tree: await treeOf(get, name) }]
  })
  return new Map(await Promise.all(observed))
}

/** One application with its tree, whatever its health. Throws SourceError when Argo CD does not answer or does not have it. */
export async function readApplication(source: Sources['argocd'], name: string): Promise<Observed> {
  const get = await asking(source)
  const [application, tree] = await Promise.all([get<Application>(`/${encodeURIComponent(name)}`), treeOf(get, name)])
  return { application, tree }
}

type Get = <T>(path: string) => Promise<T>

async function asking(source: Sources['argocd']): Promise<Get> {
  const authorization = `Bearer ${await source.token()}`
  return (path) => askJson({ part: 'Argo CD', url: `${source.url}/api/v1/applications${path}`, authorization })
}

async function treeOf(get: Get, name: string): Promise<TreeNode[]> {
  return (await get<{ nodes?: TreeNode[] }>(`/${encodeURIComponent(name)}/resource-tree`)).nodes ?? []
}
