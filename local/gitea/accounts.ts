import { join } from 'node:path'
import { inNode, opened, users } from '../cluster/layout.ts'
import { runInNode } from '../cluster/in-node.ts'
import { readSecret, secretFile, writeSecret } from '../cluster/secret-file.ts'
import { paths, type Platform } from '../platform.ts'
import { GiteaApi } from './api.ts'

/** Accounts beside the admin: what each is for, as Gitea shows it. */
const people = {
  developer: 'Developer',
  'release-manager': 'Release manager',
  pipeline: 'Delivery pipeline',
  argocd: 'Argo CD (reads only)',
} as const
export type Account = keyof typeof people

const admin = 'jari-admin'
const email = (name: string) => `${name}@jari.invalid`

/** The password of an account, made the first time it is asked for. */
export const passwordOf = (platform: Platform, name: Account | typeof admin): string => secretFile(join(paths(platform).secrets, `${name}.password`))

/** Gitea's API with an account's password. */
export const asAccount = (platform: Platform, name: Account | typeof admin): GiteaApi =>
  new GiteaApi(platform.ports.gitea, { user: name, password: passwordOf(platform, name) })

/** Makes the admin and every account, each with the password in its file; one that has another password gets that one. Returns the admin's API. */
export async function ensureAccounts(platform: Platform): Promise<GiteaApi> {
  if (!(await asAccount(platform, admin).isKnown())) await makeAdmin(platform)
  const api = asAccount(platform, admin)
  await Promise.all(
    Object.entries(people).map(async ([name, full_name]) => {
      const account = name as Account
      if (await asAccount(platform, account).isKnown()) return
      const password = passwordOf(platform, account)
      const made = await api.ask('POST', '/admin/users', { username: name, email: email(name), full_name, password, must_change_password: false, restricted: false })
      if (made.status === 422) await setPassword(api, name, password)
      else if (made.status !== 201) throw new Error(`Gitea did not make the user ${name}: ${JSON.stringify(made.body)}`)
    }),
  )
  return api
}

/**
 * Makes the first user by Gitea's command line, which knows no other way than passwords as arguments or random ones:
 * it gets a random one that nobody reads, and a token sets the one in the file.
 */
async function makeAdmin(platform: Platform): Promise<void> {
  const list = await gitea(platform, ['admin', 'user', 'list'])
  if (!new RegExp(String.raw`\s${admin}\s`).test(list))
    await gitea(platform, ['admin', 'user', 'create', '--username', admin, '--email', email(admin), '--admin', '--random-password', '--must-change-password=false'])
  const name = `setup-${Date.now()}`
  const token = (await gitea(platform, ['admin', 'user', 'generate-access-token', '--username', admin, '--token-name', name, '--scopes', 'write:admin', '--raw'])).trim()
  await setPassword(new GiteaApi(platform.ports.gitea, { token }), admin, passwordOf(platform, admin))
  await asAccount(platform, admin).must('DELETE', `/users/${admin}/tokens/${name}`)
}

async function setPassword(api: GiteaApi, name: string, password: string): Promise<void> {
  await api.must('PATCH', `/admin/users/${name}`, { source_id: 0, login_name: name, password, must_change_password: false })
}

async function gitea(platform: Platform, args: readonly string[]): Promise<string> {
  const env = { HOME: opened.gitea, USER: 'git', GITEA_WORK_DIR: opened.gitea }
  const { stdout } = await runInNode(platform, users.git, env, [join(opened.bin, 'gitea'), '--config', join(opened.gitea, 'app.ini'), ...args])
  return stdout
}

/** An account's API token in `<secrets>/<file>`, made anew when Gitea does not take the one there. */
export async function ensureToken(platform: Platform, name: Account, file: string, scopes: readonly string[]): Promise<string> {
  const place = join(paths(platform).secrets, file)
  const present = readSecret(place)
  if (present !== null && (await new GiteaApi(platform.ports.gitea, { token: present }).isKnown())) return present
  const api = asAccount(platform, name)
  await api.must('DELETE', `/users/${name}/tokens/jari`, undefined, [404])
  const { sha1 } = await api.must<{ sha1: string }>('POST', `/users/${name}/tokens`, { name: 'jari', scopes })
  writeSecret(place, sha1)
  return sha1
}

/** Where processes of the node reach the repository. */
export const cloneUrl = `http://localhost:${inNode.gitea}/jari/jari.git`
