import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { cp, mkdir, mkdtemp, readFile, realpath, rm, writeFile } from 'node:fs/promises'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir, userInfo } from 'node:os'
import { delimiter, join, resolve } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { $ } from 'zx'

export type TestGitea = AsyncDisposable & {
  readonly address: string
  /** A token of the user, who may do everything in the repository `jari/jari`. */
  readonly token: string
}

/** Starts a real Gitea in a folder of its own, with the organisation `jari` and its empty repository `jari`. Fails where there is no binary. */
export async function startGitea(): Promise<TestGitea> {
  const binary = [process.env.JARI_BIN ?? '', ...(process.env.PATH ?? '').split(delimiter)].filter((folder) => folder !== '').map((folder) => join(folder, 'gitea')).find(existsSync)
  if (binary === undefined) throw new Error('there is no gitea in JARI_BIN or on the PATH: "npm test -- --only integration" brings it')
  const folder = await mkdtemp(join(tmpdir(), 'jari-gitea-'))
  const port = await freePort()
  const address = `http://127.0.0.1:${port}`
  // Gitea refuses to run as root: it gets the account of nobody there.
  const user = process.getuid?.() === 0 ? 'nobody' : userInfo().username
  const drop = user === 'nobody' ? ['setpriv', '--reuid', 'nobody', '--regid', 'nogroup', '--clear-groups'] : []
  for (const part of ['templates', 'public', 'options']) await cp(join(await moduleFiles(binary), part), join(folder, 'share', part), { recursive: true })
  await mkdir(join(folder, 'home'))
  const ini = join(folder, 'app.ini')
  await writeFile(ini, configuration(folder, port, user))
  await $({ quiet: true })`chmod -R u+rwX,a+rX ${folder}`
  if (drop.length > 0) await $({ quiet: true })`chown -R nobody:nogroup ${folder}`
  const how = { cwd: folder, env: { PATH: process.env.PATH ?? '', HOME: join(folder, 'home'), USER: user, GITEA_WORK_DIR: folder } }
  const gitea = async (...args: string[]) => await $({ ...how, quiet: true })`${drop} ${binary} --config ${ini} ${args}`
  await gitea('migrate')
  const password = randomBytes(12).toString('hex')
  await gitea('admin', 'user', 'create', '--username', 'pipeline', '--password', password, '--email', 'pipeline@jari.invalid', '--must-change-password=false', '--admin')
  const [command = binary, ...args] = [...drop, binary, '--config', ini, 'web']
  const server = spawn(command, args, { ...how, stdio: 'ignore' })
  const ended = once(server, 'exit')
  while (!(await fetch(`${address}/api/healthz`).then(({ ok }) => ok, () => false))) {
    if (server.exitCode !== null) throw new Error(`gitea ended before it answered (${await readFile(ini, 'utf8').then(() => folder)})`)
    await setTimeout(100)
  }
  const call = async (path: string, body: object) => {
    const headers = { authorization: `Basic ${Buffer.from(`pipeline:${password}`).toString('base64')}`, 'content-type': 'application/json' }
    const answer = await fetch(`${address}/api/v1${path}`, { method: 'POST', headers, body: JSON.stringify(body) })
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`)
    return (await answer.json()) as { sha1: string }
  }
  const { sha1: token } = await call('/users/pipeline/tokens', { name: 'test', scopes: ['all'] })
  await call('/orgs', { username: 'jari' })
  await call('/orgs/jari/repos', { name: 'jari', private: true, default_branch: 'main' })
  return {
    address, token,
    [Symbol.asyncDispose]: async () => {
      server.kill('SIGTERM')
      await ended
      await rm(folder, { recursive: true, force: true })
    },
  }
}

function configuration(folder: string, port: number, user: string): string {
  return `RUN_MODE = prod
RUN_USER = ${user}
WORK_PATH = ${folder}
[server]
STATIC_ROOT_PATH = ${folder}/share
HTTP_ADDR = 127.0.0.1
HTTP_PORT = ${port}
ROOT_URL = http://127.0.0.1:${port}/
DISABLE_SSH = true
OFFLINE_MODE = true
[database]
DB_TYPE = sqlite3
PATH = ${folder}/gitea.db
[security]
INSTALL_LOCK = true
INTERNAL_TOKEN = ${randomBytes(32).toString('hex')}
[service]
DISABLE_REGISTRATION = true
[log]
MODE = console
LEVEL = Error
[repository]
ROOT = ${folder}/repos
[oauth2]
JWT_SECRET = ${randomBytes(32).toString('base64url')}
`
}

/** Gitea reads templates from its module's files: beside a built tool, else in Go's module cache. */
async function moduleFiles(binary: string): Promise<string> {
  const beside = resolve(await realpath(binary), '../../share')
  if (existsSync(join(beside, 'options'))) return beside
  return (await $({ cwd: resolve(import.meta.dirname, '../../../local/tools/gitea'), quiet: true })`go list -m -f ${'{{.Dir}}'} code.gitea.io/gitea`).stdout.trim()
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}
