import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import type { Platform } from '../../platform.ts'
import { startDelivery, type Delivery } from '../server.ts'
import type { Sources } from '../sources.ts'
import type { State } from '../state.ts'
import { freePort } from '../../../packages/service/testing/free-ports.ts'
import { startGitea, type TestGitea } from './gitea.ts'
import { createRepository, type Beginning, type TestRepository } from './repository.ts'
import { Visitor } from './visitor.ts'

/** The page beside a real Gitea with the platform's users and rules; Argo CD does not answer. */
export type TestDelivery = {
  gitea: TestGitea
  repository: TestRepository
  delivery: Delivery
  platform: Platform
  sources: Sources
  /** What the page had to report while nobody was shown it. */
  faults: unknown[]
  /** How often the page said that gates have to look again. */
  changes(): number
  /** Waits until what the page shows is so; it keeps what it read for a second. */
  stateWhen(until: (state: State) => boolean): Promise<State>
  /** Somebody without a browser who is signed in. */
  signedIn(name: string): Promise<Visitor>
  stop(): Promise<void>
}

/** `argocd`: an Argo CD that answers. */
export type TestOptions = Beginning & { readonly argocd?: string }

/** Starts it; `giteaBinary()` says whether that can be done here. */
export async function startTestDelivery(binary: string, { argocd, ...beginning }: TestOptions = {}): Promise<TestDelivery> {
  const gitea = await startGitea(binary, ['jari-admin', 'pipeline', 'release-manager', 'developer'])
  const repository = await createRepository(gitea, 'jari-admin', 'pipeline', 'release-manager', 'developer', beginning)
  const state = await mkdtemp(join(tmpdir(), 'jari-delivery-'))
  await mkdir(join(state, 'run'))
  const platform: Platform = { checkout: state, state, cache: state, name: 'jari-test', ports: { delivery: 0, entrance: 1, gitea: 2, argocd: 3, registry: 4, kubernetes: 5, preview: 6, dev: 7 } }
  const sources: Sources = {
    argocd: { url: argocd ?? `http://127.0.0.1:${await freePort()}`, token: async () => 'none' },
    gitea: gitea.source('pipeline'),
    steps: async () => ({ ...passedOn(), JARI_GIT_URL: `${gitea.url}/jari/jari.git`, JARI_FORGE: 'gitea', JARI_FORGE_URL: gitea.url, JARI_CACHE: state }),
  }
  const faults: unknown[] = []
  let changes = 0
  const delivery = await startDelivery(platform, { sources, report: (error) => faults.push(error), changed: () => { changes++ } })
  return {
    gitea, repository, delivery, platform, sources, faults,
    changes: () => changes,
    async stateWhen(until) {
      for (;;) {
        const now = await (await new Visitor(delivery.url).get('/api/state')).json() as State
        if (until(now)) return now
        await wait(100)
      }
    },
    async signedIn(name) {
      const somebody = new Visitor(delivery.url)
      const { status } = await somebody.post('/sign-in', { name, password: gitea.passwords.get(name)! })
      if (status !== 303) throw new Error(`signing in as ${name} was answered with ${status}`)
      return somebody
    },
    async stop() {
      await delivery.close()
      await repository.remove()
      await gitea.stop()
      await rm(state, { recursive: true, force: true })
    },
  }
}

/** Where steps find git, node and kustomize. */
function passedOn(): Record<string, string> {
  return Object.fromEntries(['PATH', 'HOME', 'JARI_BIN'].flatMap((name) => process.env[name] === undefined ? [] : [[name, process.env[name]!]]))
}

/** An object as it is rendered for prod. */
export function renderedDeployment(digest: string, release: string): string {
  return `apiVersion: apps/v1
kind: Deployment
metadata:
  labels:
    jari.dev/release: ${release}
  name: order
spec:
  template:
    spec:
      containers:
      - image: localhost:5000/jari/order@sha256:${digest.repeat(64)}
        name: order
`
}
