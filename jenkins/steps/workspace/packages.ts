import { filesAt, textsAt } from '../git/read.ts'

/** One workspace of the repository, by its package.json. */
export type Workspace = {
  readonly folder: string
  readonly name: string
  readonly hasBuild: boolean
  readonly dependencies: readonly string[]
  readonly devDependencies: readonly string[]
}

type PackageJson = { name?: string; scripts?: Record<string, string>; dependencies?: Record<string, string>; devDependencies?: Record<string, string> }

/** The workspaces at `commit`: every package.json below apps/ and packages/, one level down. */
export async function workspacesAt(checkout: string, commit: string): Promise<Workspace[]> {
  const files = [...(await filesAt(checkout, commit, 'apps')), ...(await filesAt(checkout, commit, 'packages'))]
  const manifests = files.filter((file) => /^(apps|packages)\/[^/]+\/package\.json$/.test(file))
  return [...(await textsAt(checkout, commit, manifests))].map(([file, text]) => {
    const json = JSON.parse(text) as PackageJson
    return {
      folder: file.slice(0, -'/package.json'.length),
      name: json.name ?? '',
      hasBuild: json.scripts?.build !== undefined,
      dependencies: Object.keys(json.dependencies ?? {}),
      devDependencies: Object.keys(json.devDependencies ?? {}),
    }
  })
}

/** The services at `commit`: apps that have a Dockerfile, by folder name. */
export async function servicesAt(checkout: string, commit: string): Promise<string[]> {
  const files = await filesAt(checkout, commit, 'apps')
  return files.map((file) => /^apps\/([^/]+)\/Dockerfile$/.exec(file)?.[1]).filter((name) => name !== undefined)
}

/**
 * What a service's image is made of: its own folder, the workspaces it depends on, and those they depend on.
 * An app with a build script also takes in what it needs to build (its devDependencies): they end up in the bundle.
 */
export function closureOf(service: string, workspaces: readonly Workspace[]): Workspace[] {
  const byName = new Map(workspaces.map((workspace) => [workspace.name, workspace]))
  const app = workspaces.find(({ folder }) => folder === `apps/${service}`)
  const found = new Set<Workspace>()
  const visit = (workspace: Workspace, names: readonly string[]) => {
    if (found.has(workspace)) return
    found.add(workspace)
    for (const name of names) {
      const next = byName.get(name)
      if (next !== undefined) visit(next, next.dependencies)
    }
  }
  if (app !== undefined) visit(app, app.hasBuild ? [...app.dependencies, ...app.devDependencies] : app.dependencies)
  return [...found]
}
