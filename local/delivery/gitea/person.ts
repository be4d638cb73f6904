import { randomBytes } from 'node:crypto'
import { SourceError } from '../request.ts'
import type { Sources } from '../sources.ts'
import { basic, giteaAs, type Gitea } from './ask.ts'

/** Somebody whom Gitea knows, with what is needed to act in their name. The token never leaves the server. */
export type Person = {
  readonly name: string
  readonly token: string
  /** Gitea with this person's rights. */
  readonly gitea: Gitea
}

/** What the token may do: review and merge, ask who it belongs to, remove itself. */
const scopes = ['write:repository', 'read:organization', 'write:user']

/**
 * Verifies name and password with Gitea and makes a token for this session, so that the password is forgotten at once.
 * `label` begins the token's name, `boot` tells this start of the page from others: what an earlier one left behind is removed.
 * Throws SourceError: 401 or 403 when Gitea does not know the pair, in Gitea's words.
 */
export async function signIn(source: Sources['gitea'], name: string, password: string, label: string, boot: string): Promise<Person> {
  const withPassword = giteaAs(source, () => basic(name, password))
  const { login } = await withPassword.json<{ login: string }>('/user')
  const tokens = `/users/${encodeURIComponent(login)}/tokens`
  const before = await withPassword.json<Token[]>(`${tokens}?limit=50`)
  const left = before.filter((token) => token.name.startsWith(`${label}-`) && !token.name.startsWith(`${label}-${boot}-`))
  await Promise.all(left.map(({ id }) => withPassword.text(`${tokens}/${id}`, { method: 'DELETE' })))
  const title = `${label}-${boot}-${randomBytes(9).toString('base64url')}`
  const made = await withPassword.json<{ sha1: string }>(tokens, { method: 'POST', body: { name: title, scopes } })
  return { name: login, token: made.sha1, gitea: giteaAs(source, () => `token ${made.sha1}`) }
}

type Token = { id: number, name: string, token_last_eight: string }

/** Removes this person's token from Gitea. A token that is gone already is no error. */
export async function signOut(source: Sources['gitea'], person: Person): Promise<void> {
  // Gitea lets only basic authentication touch tokens; the token itself passes as the password.
  const own = giteaAs(source, () => basic(person.name, person.token))
  const tokens = `/users/${encodeURIComponent(person.name)}/tokens`
  try {
    const all = await own.json<Token[]>(`${tokens}?limit=50`)
    const mine = all.find(({ token_last_eight }) => person.token.endsWith(token_last_eight))
    if (mine !== undefined) await own.text(`${tokens}/${mine.id}`, { method: 'DELETE' })
  } catch (error) {
    if (!(error instanceof SourceError && (error.status === 401 || error.status === 404))) throw error
  }
}

/** Whether the person is in the team whose members approve promotions; asked each time, as teams change. */
export async function isManager(source: Sources['gitea'], person: Person): Promise<boolean> {
  const teams = await person.gitea.json<{ name: string, organization: { username: string } | null }[]>('/user/teams?limit=50')
  return teams.some(({ name, organization }) => name === source.team && organization?.username === source.organisation)
}
