import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { cp, mkdir, mkdtemp, open, readFile, realpath, rm, writeFile } from 'node:fs/promises'
import { tmpdir, userInfo } from 'node:os'
import { delimiter, join, resolve } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { $ } from '../shell.ts'
import { freePort } from '../../../packages/service/testing/free-ports.ts'

/** A real Gitea in a folder of its own. */
export type TestGitea = AsyncDisposable & {
  readonly address: string
  /** Where its bare repositories are: `<owner>/<name>.git`. */
  readonly repositories: string
  readonly passwords: ReadonlyMap<string, string>
  /** A token of that user with all rights that the user has. */
  readonly token: (user: string) => Promise<string>
  /** Asks its API (paths begin after /api/v1) as that user; throws when it answers no. */
  readonly call: (user: string, method: string, path: string, body?: object) => Promise<unknown>
}

/** The binary from JARI_BIN or PATH; undefined where it has not been built. */
export function giteaBinary(): string | undefined {
  return [process.env.JARI_BIN ?? '', ...(process.env.PATH ?? '').split(delimiter)].filter((folder) => folder !== '').map((folder) => join(folder, 'gitea')).find(existsSync)
}

/** Starts a Gitea with these users, the first of them an administrator. Fails where there is no binary. */
export async function startGitea(users: readonly string[] = ['pipeline'], binary: string | undefined = giteaBinary()): Promise<TestGitea> {
  if (binary === undefined) throw new Error('there is no gitea in JARI_BIN or on the PATH: "npm test -- --only integration" brings it')
  const folder = await mkdtemp(join(tmpdir(), 'jari-gitea-'))
  const port = await freePort()
  const address = `http://127.0.0.1:${port}`
  // Gitea refuses to run as root: it gets the account of nobody there.
  const user = process.getuid?.() === 0 ? 'nobody' : userInfo().username
  const drop = user === 'nobody' ? ['setpriv', '--reuid', 'nobody', '--regid', 'nogroup', '--clear-groups'] : []
  const share = await sharedFiles(binary, join(folder, 'share'))
  await mkdir(join(folder, 'home'))
  const ini = join(folder, 'app.ini')
  await writeFile(ini, configuration(folder, share, port, user))
  await $({ quiet: true })`chmod -R u+rwX,a+rX ${folder}`
  if (drop.length > 0) await $({ quiet: true })`chown -R nobody:nogroup ${folder}`
  const how = { cwd: folder, env: { PATH: process.env.PATH ?? '', HOME: join(folder, 'home'), USER: user, GITEA_WORK_DIR: folder } }
  const gitea = async (...args: string[]) => await $({ ...how, quiet: true })`${drop} ${binary} --config ${ini} ${args}`
  await gitea('migrate')
  const passwords = new Map(users.map((name) => [name, randomBytes(12).toString('hex')]))
  const person = (name: string) => ({ username: name, password: passwords.get(name)!, email: `${name}@jari.invalid` })
  const [admin = '', ...others] = users
  await gitea('admin', 'user', 'create', '--admin', '--must-change-password=false', ...Object.entries(person(admin)).flatMap(([option, value]) => [`--${option}`, value]))
  const log = await open(join(folder, 'gitea.log'), 'w')
  const [command = binary, ...args] = [...drop, binary, '--config', ini, 'web']
  const server = spawn(command, args, { ...how, stdio: ['ignore', log.fd, log.fd] })
  await log.close()
  const ended = once(server, 'exit')
  while (!(await fetch(`${address}/api/healthz`).then(({ ok }) => ok, () => false))) {
    if (server.exitCode !== null) throw new Error(`gitea ended before it answered:\n${await readFile(join(folder, 'gitea.log'), 'utf8')}`)
    await setTimeout(100)
  }
  const call: TestGitea['call'] = async (name, method, path, body) => {
    const headers = { authorization: `Basic ${Buffer.from(`${name}:${passwords.get(name)}`).toString('base64')}`, 'content-type': 'application/json' }
    const answer = await fetch(`${address}/api/v1${path}`, { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) })
    const text = await answer.text()
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`)
    return text === '' ? undefined : JSON.parse(text)
  }
  for (const name of others) await call(admin, 'POST', '/admin/users', { ...person(name), must_change_password: false })
  const tokens = new Map<string, Promise<string>>()
  return {
    address, passwords, call,
    repositories: join(folder, 'repos'),
    token: (name) => {
      const token = tokens.get(name) ?? call(name, 'POST', `/users/${name}/tokens`, { name: 'test', scopes: ['all'] }).then((answer) => (answer as { sha1: string }).sha1)
      tokens.set(name, token)
      return token
    },
    [Symbol.asyncDispose]: async () => {
      server.kill('SIGTERM')
      await ended
      await rm(folder, { recursive: true, force: true, maxRetries: 3 })
    },
  }
}

/** Makes the organisation `jari` with an empty repository, and answers its clone address. */
export async function createProject(gitea: TestGitea): Promise<string> {
  const [admin = ''] = gitea.passwords.keys()
  await gitea.call(admin, 'POST', '/orgs', { username: 'jari' })
  return await createRepository(gitea, 'jari')
}

/** Makes an empty repository of the organisation `jari`, and answers its clone address. */
export async function createRepository({ address, call, passwords }: TestGitea, name: string): Promise<string> {
  const [admin = ''] = passwords.keys()
  await call(admin, 'POST', '/orgs/jari/repos', { name, private: true, default_branch: 'main' })
  return `${address}/jari/${name}.git`
}

function configuration(folder: string, share: string, port: number, user: string): string {
  return `RUN_MODE = prod
RUN_USER = ${user}
WORK_PATH = ${folder}
[server]
STATIC_ROOT_PATH = ${share}
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
# tests sign in with each request
PASSWORD_HASH_ALGO = pbkdf2$10$50
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

/** Where Gitea reads its templates: beside a built tool, else copied from Go's module cache, which may lie under a home that others cannot enter. */
async function sharedFiles(binary: string, copy: string): Promise<string> {
  const beside = resolve(await realpath(binary), '../../share')
  if (existsSync(join(beside, 'options'))) return beside
  const module = (await $({ cwd: resolve(import.meta.dirname, '../../../local/tools/gitea'), quiet: true })`go list -m -f ${'{{.Dir}}'} code.gitea.io/gitea`).stdout.trim()
  for (const part of ['templates', 'public', 'options']) await cp(join(module, part), join(copy, part), { recursive: true })
  return copy
}
