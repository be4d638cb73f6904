import { execFile, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { chmod, chown, cp, mkdir, mkdtemp, open, readFile, realpath, rm, writeFile } from 'node:fs/promises'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir, userInfo } from 'node:os'
import { delimiter, join, resolve } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { promisify } from 'node:util'
import { basic, giteaAs, type Gitea } from '../gitea/ask.ts'
import type { Sources } from '../sources.ts'

const run = promisify(execFile)

/** A real Gitea in a folder of its own. */
export type TestGitea = { url: string, as(user: string): Gitea, source(user: string): Sources['gitea'], passwords: ReadonlyMap<string, string>, stop(): Promise<void> }

/** The binary from JARI_BIN or PATH; undefined where it has not been built. */
export function giteaBinary(): string | undefined {
  const folders = [process.env.JARI_BIN, ...(process.env.PATH ?? '').split(delimiter)]
  return folders.filter((folder) => folder !== undefined && folder !== '').map((folder) => join(folder!, 'gitea')).find(existsSync)
}

/** Starts Gitea on a free port with these users, the first of them an administrator. */
export async function startGitea(binary: string, users: readonly string[]): Promise<TestGitea> {
  const folder = await mkdtemp(join(tmpdir(), 'jari-gitea-'))
  // Gitea refuses to run as root: it gets the account of nobody there.
  const root = process.getuid?.() === 0
  const [uid, gid] = root ? [65534, 65534] : [userInfo().uid, userInfo().gid]
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  await mkdir(join(folder, 'home'))
  const configuration = join(folder, 'app.ini')
  const files = await share(binary)
  // Go's module cache may lie under a home that others cannot enter.
  for (const sub of ['templates', 'public', 'options']) await cp(join(files, sub), join(folder, 'share', sub), { recursive: true })
  await run('chmod', ['-R', 'a+rX,u+w', join(folder, 'share')])
  await writeFile(configuration, ini(folder, join(folder, 'share'), port, root ? 'nobody' : userInfo().username))
  for (const path of [folder, join(folder, 'home'), configuration]) await chown(path, uid, gid)
  await chmod(folder, 0o700)
  const how = { uid, gid, cwd: folder, env: { ...process.env, HOME: join(folder, 'home'), USER: root ? 'nobody' : userInfo().username, GITEA_WORK_DIR: folder } }
  await run(binary, ['--config', configuration, 'migrate'], how)
  const passwords = new Map(users.map((user) => [user, randomBytes(12).toString('hex')]))
  for (const [i, user] of users.entries())
    await run(binary, ['--config', configuration, 'admin', 'user', 'create', '--username', user, '--password', passwords.get(user)!,
      '--email', `${user}@jari.invalid`, '--must-change-password=false', ...(i === 0 ? ['--admin'] : [])], how)
  const log = await open(join(folder, 'gitea.log'), 'w')
  const server = spawn(binary, ['--config', configuration, 'web'], { ...how, stdio: ['ignore', log.fd, log.fd] })
  await log.close()
  const ended = once(server, 'exit')
  if (!await answering(url, ended)) throw new Error(`Gitea ended before it answered:\n${await readFile(join(folder, 'gitea.log'), 'utf8')}`)
  const source = (user: string): Sources['gitea'] => ({
    url, repository: 'jari/jari', branch: 'main', organisation: 'jari', team: 'release-managers', token: async () => token(user),
  })
  const as = (user: string) => giteaAs(source(user), () => basic(user, passwords.get(user)!))
  const tokens = new Map<string, Promise<string>>()
  async function token(user: string): Promise<string> {
    const made = tokens.get(user) ?? as(user)
      .json<{ sha1: string }>(`/users/${user}/tokens`, { method: 'POST', body: { name: 'test', scopes: ['write:repository'] } })
      .then(({ sha1 }) => sha1)
    tokens.set(user, made)
    return made
  }
  return {
    url, as, source, passwords,
    async stop() {
      server.kill('SIGTERM')
      await ended
      await rm(folder, { recursive: true, force: true })
    },
  }
}

function ini(folder: string, root: string, port: number, user: string): string {
  return `APP_NAME = Jari
RUN_MODE = prod
RUN_USER = ${user}
WORK_PATH = ${folder}
[server]
STATIC_ROOT_PATH = ${root}
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

/** Gitea reads templates and licences from its module's files: beside a built tool, else in Go's module cache. */
async function share(binary: string): Promise<string> {
  const beside = resolve(await realpath(binary), '../../share')
  if (existsSync(join(beside, 'options'))) return beside
  const { stdout } = await run('go', ['list', '-m', '-f', '{{.Dir}}', 'code.gitea.io/gitea'], { cwd: resolve(import.meta.dirname, '../../tools/gitea') })
  return stdout.trim()
}

/** A port that was free a moment ago; nothing answers there. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}

async function answering(url: string, ended: Promise<unknown[]>): Promise<boolean> {
  let over = false
  void ended.then(() => { over = true })
  while (!over) {
    const answer = await fetch(`${url}/api/healthz`).catch(() => undefined)
    if (answer?.ok) return true
    await wait(100)
  }
  return false
}
