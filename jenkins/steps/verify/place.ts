import { chmod, chown, mkdir, mkdtemp, rm } from 'node:fs/promises'
import { getCompileCacheDir } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import type { ProcessOutput } from 'zx'
import { $ } from '../shell.ts'

/** Where checks run: a checkout, the Node that runs its code, and how a command is run in it. */
export type Place = { readonly folder: string; readonly node: string; readonly run: (command: readonly string[]) => Promise<ProcessOutput> }

/** Test files are processes that load much of the same code: they share what is compiled, as the steps do. */
const cached = getCompileCacheDir()
const compiled = cached === undefined ? {} : { NODE_COMPILE_CACHE: dirname(cached) }

/** The step's own checkout, with the step's own environment. */
export function ownPlace(folder: string): Place {
  return { folder, node: process.execPath, run: async (command) => await $({ cwd: folder, env: { ...process.env, ...compiled }, nothrow: true, quiet: true })`${[...command]}` }
}

/** What a command of somebody else's code may see of the step's environment. */
const passedOn = /^(PATH|LANG|LC_\w+|TZ|CI|JARI_BIN|https?_proxy|no_proxy|all_proxy|npm_config_(registry|cafile)|node_extra_ca_certs|ssl_cert_(file|dir))$/i
/** `nobody`: owns nothing and may read what everybody may. */
const nobody = 65_534

/**
 * A temporary folder for code that nobody has approved: its commands see no token, and where the step itself runs as root they run as
 * `nobody`, who cannot read the platform's secrets. Disposing of it deletes it.
 */
export async function strangersPlace(): Promise<Place & AsyncDisposable> {
  const outer = await mkdtemp(join(tmpdir(), 'jari-change-'))
  const [folder, home] = [join(outer, 'checkout'), join(outer, 'home')]
  const isRoot = process.getuid?.() === 0
  await chmod(outer, 0o711)
  for (const each of [folder, home]) {
    await mkdir(each)
    if (isRoot) await chown(each, nobody, nobody)
  }
  const env = { ...Object.fromEntries(Object.entries(process.env).filter(([name]) => passedOn.test(name))), HOME: home, TMPDIR: home, npm_config_cache: join(home, 'npm'), NODE_COMPILE_CACHE: join(home, 'compiled') }
  const as = isRoot ? ['setpriv', `--reuid=${nobody}`, `--regid=${nobody}`, '--clear-groups', '--no-new-privs', '--'] : []
  return {
    folder,
    // this process's own may lie where nobody else may look
    node: join(folder, 'node_modules/.bin/node'),
    run: async (command) => await $({ cwd: folder, env, nothrow: true, quiet: true })`${[...as, ...command]}`,
    [Symbol.asyncDispose]: () => rm(outer, { recursive: true, force: true, maxRetries: 3 }),
  }
}
