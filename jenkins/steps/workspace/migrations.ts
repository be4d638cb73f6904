import { tryGit } from '../git/git.ts'
import { filesAt, textsAt } from '../git/read.ts'
import { Failure } from '../outcome.ts'
import { migrationCalls } from './migration-calls.ts'
import { closureOf, type Workspace, workspacesAt } from './packages.ts'

/** A migration as the sources declare it. */
export type Migration = {
  readonly service: string
  readonly file: string
  readonly name: string
  /** `expand` leaves all that older releases use; `contract` takes away what releases before `after` still use. */
  readonly phase: 'expand' | 'contract'
  readonly after?: string
}

/**
 * The migrations that each service runs at `commit`: the calls of `migration(name, statements, …)` in its folder and in the packages
 * that it uses. A service is one that has a migrate.ts. Throws a Failure naming one that destroys something without declaring it.
 */
export async function migrationsAt(checkout: string, commit: string, only?: readonly string[]): Promise<Migration[]> {
  const { calls, workspaces, services } = await declaredAt(checkout, commit)
  const migrations: Migration[] = []
  for (const service of services.filter((name) => only?.includes(name) ?? true)) {
    const folders = closureOf(service, workspaces.map((workspace) => ({ ...workspace, hasBuild: false }))).map(({ folder }) => `${folder}/`)
    for (const [file, declared] of calls)
      if (folders.some((folder) => file.startsWith(folder)))
        for (const { name, after, destroys } of declared) {
          if (destroys !== undefined && after === undefined)
            throw new Failure(`migration ${name} of ${service} (${file}) destroys what an older release may use ("${destroys}"): declare after which release, { contractAfter: '0042' }`)
          migrations.push({ service, file, name, phase: after === undefined ? 'expand' : 'contract', ...(after === undefined ? {} : { after }) })
        }
  }
  return migrations
}

type Declared = { readonly calls: ReadonlyMap<string, Awaited<ReturnType<typeof migrationCalls>>>; readonly workspaces: readonly Workspace[]; readonly services: readonly string[] }

/** What has been read of commits, by repository and full hash: gates ask of the same few commits again and again. */
const known = new Map<string, Promise<Declared>>()
/** What files declare, by their path and text: most are the same in every commit. */
const parsed = new Map<string, ReturnType<typeof migrationCalls>>()

function declaredAt(checkout: string, commit: string): Promise<Declared> {
  if (!/^[0-9a-f]{40}$/.test(commit)) return readDeclared(checkout, commit)
  return remembered(known, `${checkout} ${commit}`, () => readDeclared(checkout, commit))
}

async function readDeclared(checkout: string, commit: string): Promise<Declared> {
  const found = await tryGit(checkout, ['grep', '-l', '--full-name', '-F', 'migration(', commit, '--', 'apps/*.ts', 'packages/*.ts'])
  const files = found.stdout.split('\n').filter((line) => line !== '').map((line) => line.slice(commit.length + 1)).filter((file) => !/\.test\.ts$|\/(test|testing)\//.test(file))
  if (files.length === 0) return { calls: new Map(), workspaces: [], services: [] }
  const texts = await textsAt(checkout, commit, files)
  const callsIn = (file: string, text: string) => remembered(parsed, `${file}\0${text}`, () => migrationCalls(file, text))
  const calls = new Map(await Promise.all(files.map(async (file) => [file, await callsIn(file, texts.get(file) ?? '')] as const)))
  const services = (await filesAt(checkout, commit, 'apps')).flatMap((file) => /^apps\/([^/]+)\/migrate\.ts$/.exec(file)?.[1] ?? [])
  return { calls, workspaces: await workspacesAt(checkout, commit), services }
}

/** What `make` promised for the key before; a failure is not remembered. */
function remembered<T>(memory: Map<string, Promise<T>>, key: string, make: () => Promise<T>): Promise<T> {
  const before = memory.get(key)
  if (before !== undefined) return before
  const made = make()
  memory.set(key, made)
  made.catch(() => memory.delete(key))
  return made
}

/** Those of `now` that are not in `before`, by service and name. */
export function newIn(now: readonly Migration[], before: readonly Migration[]): Migration[] {
  const known = new Set(before.map(({ service, name }) => `${service} ${name}`))
  return now.filter(({ service, name }) => !known.has(`${service} ${name}`))
}
