import { join } from 'node:path'
import type { Board } from '../../jenkins/steps/board/collect.ts'
import { paths, type Platform } from '../platform.ts'
import { environmentOf, type Environment } from './argocd/environment.ts'
import { readApplication, readApplications, type Observed } from './argocd/read.ts'
import { address, places } from './environments.ts'
import { ledgerReader } from './git/ledger.ts'
import { mirrorOf } from './git/mirror.ts'
import { giteaReader } from './gitea/ask.ts'
import { changesReader, type Change } from './gitea/changes.ts'
import { mergedReader } from './gitea/merged.ts'
import { promotionReader, type Promotion } from './gitea/promotion.ts'
import { releaseReader } from './gitea/release.ts'
import { historyOf, type Transition } from './history.ts'
import { SourceError } from './request.ts'
import { commitReader } from './run/describe.ts'
import { readPhases, type Phase } from './run/phases.ts'
import { readRuns, type Describe, type Run } from './run/runs.ts'
import type { Sources } from './sources.ts'

/** A system behind the page, and why it cannot be read if it cannot. */
export type Part = { name: SourceError['part'], error: string | null }

/** Everything the page shows, and what GET /api/state answers. */
export type State = {
  environments: Environment[]
  promotion: Promotion | null
  /** People's changes that wait to be merged. */
  changes: Change[]
  runs: Run[]
  /** Newest first; empty when git cannot be read. */
  history: Transition[]
  /** What `jari board` tells; null when git cannot be read. */
  board: Board | null
  platform: { name: string, parts: Part[], phases: Phase[] }
}

export type Reading = {
  readonly state: () => Promise<State>
  readonly describe: Describe
  /** One application of Argo CD with everything below it. Throws SourceError. */
  readonly observed: (application: string) => Promise<Observed>
  /** Where the page has the repository. */
  readonly repository: string
}

/** Reads all sources at once. One that does not answer is named under `platform.parts`; the rest is shown all the same. */
export function stateReader(platform: Platform, sources: Sources): Reading {
  const gitea = giteaReader(sources.gitea)
  const releaseAt = releaseReader(gitea)
  const promotion = promotionReader(gitea, sources.gitea)
  const changes = changesReader(gitea, sources.gitea)
  const merged = mergedReader(gitea, sources.gitea)
  const repository = join(paths(platform).run, 'delivery.git')
  const ledger = ledgerReader(mirrorOf(gitea, sources.gitea, repository))
  const describe = commitReader(gitea)
  const { runs, run } = paths(platform)

  async function state(): Promise<State> {
    const [applications, waiting, open, known, accounts, recent, phases] = await Promise.all([
      orFault(readApplications(sources.argocd)),
      orFault(promotion()),
      orFault(changes()),
      orFault(ledger()),
      orFault(merged()),
      readRuns(runs, describe),
      readPhases(join(run, 'phases.json')),
    ])
    const absent = applications.fault?.message ?? 'Argo CD does not have this application yet'
    const environments = await Promise.all(places.map((place) =>
      environmentOf(place, address(platform, place), applications.value?.get(place.application), absent, releaseAt)))
    const faults = [applications.fault, waiting.fault, open.fault, known.fault, accounts.fault]
    const parts = (['Argo CD', 'Gitea', 'git'] as const).map((name): Part => ({ name, error: faults.find((fault) => fault?.part === name)?.message ?? null }))
    const board = known.value ?? null
    return {
      environments, board, promotion: waiting.value ?? null, changes: open.value ?? [], runs: recent,
      history: board === null ? [] : historyOf(board, accounts.value ?? new Map()),
      platform: { name: platform.name, parts, phases },
    }
  }

  return { state, describe, repository, observed: (application) => readApplication(sources.argocd, application) }
}

async function orFault<T>(reading: Promise<T>): Promise<{ value?: T, fault: SourceError | null }> {
  try {
    return { value: await reading, fault: null }
  } catch (error) {
    if (error instanceof SourceError) return { fault: error }
    throw error
  }
}
