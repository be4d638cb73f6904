import { closureOf, type Workspace } from '../workspace/packages.ts'

/** What has to be looked at. `tests` are folders whose unit tests run. */
export type Scope = { readonly code: boolean; readonly manifests: boolean; readonly tests: readonly string[] }

/** Folders outside the workspaces whose code has unit tests. */
const others = ['jenkins', 'local'] as const

/** What a set of changed files asks for; everything when `files` is undefined. A change in a package concerns all that use it. */
export function scopeOf(files: readonly string[] | undefined, workspaces: readonly Workspace[]): Scope {
  const folders = [...workspaces.map(({ folder }) => folder), ...others]
  if (files === undefined) return { code: true, manifests: true, tests: folders }
  const wide = files.some((file) => /^(package-lock|package|tsconfig)\.json$/.test(file))
  const changed = (folder: string) => wide || files.some((file) => file.startsWith(`${folder}/`))
  const tests = workspaces.filter((workspace) => usedBy(workspace, workspaces).some(({ folder }) => changed(folder))).map(({ folder }) => folder)
  return {
    code: wide || files.some((file) => /\.(ts|tsx|mjs|js)$/.test(file)),
    manifests: files.some((file) => /^(gitops\/|kustomization\.yaml$|jenkins\/steps\/manifests\/)/.test(file)),
    tests: [...tests, ...others.filter((folder) => changed(folder) || (folder === 'jenkins' && files.some((file) => file.startsWith('gitops/'))))],
  }
}

/** A workspace and what it depends on, tests' devDependencies too. */
function usedBy(workspace: Workspace, workspaces: readonly Workspace[]): Workspace[] {
  if (workspace.folder.startsWith('apps/')) return closureOf(workspace.folder.slice('apps/'.length), workspaces.map((one) => ({ ...one, hasBuild: true })))
  const found = new Set<Workspace>([workspace])
  for (const one of found)
    for (const name of [...one.dependencies, ...one.devDependencies]) {
      const next = workspaces.find((candidate) => candidate.name === name)
      if (next !== undefined) found.add(next)
    }
  return [...found]
}
