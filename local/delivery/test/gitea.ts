import { startGitea as start } from '../../../jenkins/steps/testing/gitea.ts'
import { basic, giteaAs, type Gitea } from '../gitea/ask.ts'
import type { Sources } from '../sources.ts'

/** A real Gitea, as the page asks it. */
export type TestGitea = { url: string, as(user: string): Gitea, source(user: string): Sources['gitea'], passwords: ReadonlyMap<string, string>, stop(): Promise<void> }

/** Starts Gitea on a free port with these users, the first of them an administrator. */
export async function startGitea(binary: string, users: readonly string[]): Promise<TestGitea> {
  const server = await start(users, binary)
  const source = (user: string): Sources['gitea'] => ({
    url: server.address, git: `${server.address}/jari/jari.git`, repository: 'jari/jari', branch: 'main', organisation: 'jari', team: 'release-managers', token: () => server.token(user),
  })
  return {
    url: server.address, source, passwords: server.passwords,
    as: (user) => giteaAs(source(user), () => basic(user, server.passwords.get(user)!)),
    stop: async () => void (await server[Symbol.asyncDispose]()),
  }
}
