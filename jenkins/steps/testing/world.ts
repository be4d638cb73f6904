import { generateKeyPairSync } from 'node:crypto'
import { git } from '../git/git.ts'
import type { AnyStep, Context } from '../step.ts'
import { settingsFrom } from '../settings.ts'
import { type FakeArgoCD, startArgoCD } from './argocd.ts'
import { cutInto, deliveryRepository } from './delivery.ts'
import { startGitHub } from './github.ts'
import type { Scratch } from './repository.ts'

/** A repository with this project's manifests, an Argo CD that has synced it, and a clock: what steps work on. */
export type World = AsyncDisposable & {
  readonly repo: Scratch
  readonly argo: FakeArgoCD
  readonly context: Context
  readonly said: string[]
  /** Milliseconds since 1970. */
  readonly clock: { now: number }
  /** Runs a step as the command line would; answers what --json prints. */
  readonly run: (step: AnyStep, given: object) => Promise<Record<string, unknown>>
  /** Commits files to main, as a person. */
  readonly change: (subject: string, files: Parameters<Scratch['commit']>[1]) => Promise<string>
  /** Cuts a release of a commit, with images by name that are other ones than before. */
  readonly cut: (commit: string, images?: Readonly<Record<string, string>>) => Promise<string>
}

/** With a bare repository, and a forge that only knows who one is. `env` changes what the steps read. */
export async function startWorld(env: (repo: Scratch) => Promise<Record<string, string>> | Record<string, string> = () => ({})): Promise<World> {
  const repo = await deliveryRepository()
  const argo = await startArgoCD(repo.remote)
  const forge = await startGitHub()
  const said: string[] = []
  const clock = { now: Date.parse('2026-11-25T12:00:00Z') }
  const settings = settingsFrom({
    JARI_GIT_URL: repo.remote, JARI_FORGE: 'github', JARI_FORGE_URL: forge.address, JARI_FORGE_TOKEN: forge.token, ARGOCD_SERVER: argo.address, ARGOCD_TOKEN: 'x', JARI_SIGNING_PUBLIC_KEY: generateKeyPairSync('ec', { namedCurve: 'prime256v1' }).publicKey.export({ type: 'spki', format: 'pem' }).toString(),
    ...(await env(repo)),
  })
  const context: Context = { checkout: repo.checkout, settings, say: (line) => void said.push(line), now: () => clock.now, sleep: async () => {} }
  return {
    repo, argo, context, said, clock,
    run: async (step, given) => (await step.run(context, given as never)) as Record<string, unknown>,
    change: async (subject, files) => {
      await git(repo.checkout, ['pull', '--quiet', '--rebase', repo.remote, 'main'])
      return await repo.commit(subject, files)
    },
    cut: async (commit, images = {}) => (await cutInto(repo, commit, images)).id,
    [Symbol.asyncDispose]: async () => {
      await Promise.all([argo[Symbol.asyncDispose](), forge[Symbol.asyncDispose](), repo[Symbol.asyncDispose]()])
    },
  }
}
