type Entry = {
  version?: string
  /** Only where the folder has another name than the package. */
  name?: string
  integrity?: string
  resolved?: string
  link?: boolean
  dependencies?: Record<string, string>
  optionalDependencies?: Record<string, string>
  peerDependencies?: Record<string, string>
  peerDependenciesMeta?: Record<string, { optional?: boolean }>
  devDependencies?: Record<string, string>
}

/** package-lock.json, version 3: every installed folder by its path. */
export type Lockfile = { readonly packages: Readonly<Record<string, Entry>>; readonly [key: string]: unknown }

export function parseLockfile(text: string): Lockfile {
  return JSON.parse(text) as Lockfile
}

/**
 * The part of the lock file that one app needs to run (with `dev` also what its own devDependencies need): itself a lock file,
 * whose root depends on nothing but the workspaces in it. What is not in it cannot change the app's image.
 */
export function lockOf(lock: Lockfile, app: string, { dev = false } = {}): Lockfile {
  const { packages } = lock
  const needed = new Set<string>()
  const visit = (path: string) => {
    const entry = packages[path]
    if (entry === undefined || needed.has(path)) return
    needed.add(path)
    if (entry.link && entry.resolved !== undefined) return visit(entry.resolved)
    const own = dev && path === app ? entry.devDependencies : {}
    for (const name of Object.keys({ ...entry.dependencies, ...entry.optionalDependencies, ...entry.peerDependencies, ...own })) {
      const place = placeOf(lock, path, name)
      if (place !== undefined) visit(place)
    }
  }
  for (const [path, entry] of Object.entries(packages)) if (entry.link && entry.resolved === app) visit(path)
  const kept = Object.entries(packages).filter(([path]) => needed.has(path)).map(([path, entry]) => [path, dev ? entry : withoutDev(entry)] as const)
  const workspaces = workspacesOf(kept.map(([path]) => path))
  return { name: 'jari', lockfileVersion: 3, requires: true, packages: { '': { name: 'jari', workspaces } as Entry, ...Object.fromEntries(kept) } }
}

/** The folders of the workspaces in a lock file (paths outside node_modules). */
export function workspacesOf(paths: readonly string[]): string[] {
  return paths.filter((path) => path !== '' && !path.split('/').includes('node_modules'))
}

/** Where a dependency of the package at `path` is installed, looked for as Node does: nearest node_modules first. */
function placeOf({ packages }: Lockfile, path: string, name: string): string | undefined {
  const parts = path === '' ? [] : path.split('/')
  for (let length = parts.length; length >= 0; length--) {
    if (parts[length - 1] === 'node_modules') continue
    const place = [...parts.slice(0, length), 'node_modules', name].join('/')
    if (packages[place] !== undefined) return place
  }
  return undefined
}

function withoutDev(entry: Entry): Entry {
  const { devDependencies: _, ...rest } = entry
  return rest
}

/** What differs between two parts of lock files, one package each: `koa 3.2.0 → 3.3.0`, `debug 4.0.0 (new)`, `ms (gone)`. */
export function changesBetween(before: Lockfile, after: Lockfile): string[] {
  const installed = ({ packages }: Lockfile) => new Map(Object.entries(packages).filter(([path]) => path.includes('node_modules/')))
  const [old, now] = [installed(before), installed(after)]
  const nameOf = (path: string) => path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length)
  const changed = [...now].flatMap(([path, entry]) => {
    const was = old.get(path)
    if (was === undefined) return [`${nameOf(path)} ${entry.version ?? ''} (new)`]
    if (JSON.stringify(was) === JSON.stringify(entry)) return []
    return [was.version === entry.version ? `${nameOf(path)} ${entry.version ?? ''} (another entry)` : `${nameOf(path)} ${was.version ?? ''} → ${entry.version ?? ''}`]
  })
  return [...changed, ...[...old.keys()].filter((path) => !now.has(path)).map((path) => `${nameOf(path)} (gone)`)].map((line) => line.replace(/ {2,}/g, ' '))
}
