import { join } from 'node:path'
import { paths, type Platform } from '../platform.ts'
import { environmentOf, type Environment } from './argocd/environment.ts'
import { readApplications } from './argocd/read.ts'
import { address, places } from './environments.ts'
import { giteaReader } from './gitea/ask.ts'
import { historyReader, type Transition } from './gitea/history.ts'
import { promotionReader, type Promotion } from './gitea/promotion.ts'
import { releaseReader } from './gitea/release.ts'
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
  runs: Run[]
  history: Transition[]
  platform: { name: string, parts: Part[], phases: Phase[] }
}

export type Reading = { readonly state: () => Promise<State>, readonly describe: Describe }

/** Reads all sources at once. One that does not answer is named under `platform.parts`; the rest is shown all the same. */
export function stateReader(platform: Platform, sources: Sources): Reading {
  const gitea = giteaReader(sources.gitea)
  const releaseAt = releaseReader(gitea)
  const promotion = promotionReader(gitea, sources.gitea)
  const history = historyReader(gitea, sources.gitea.branch)
  const describe = commitReader(gitea)
  const { runs, run } = paths(platform)

  async function state(): Promise<State> {
    const [applications, waiting, past, recent, phases] = await Promise.all([
      orFault(readApplications(sources.argocd)),
      orFault(promotion()),
      orFault(history()),
      readRuns(runs, describe),
      readPhases(join(run, 'phases.json')),
    ])
    const absent = applications.error ?? 'Argo CD does not have this application yet'
    const environments = await Promise.all(places.map((place) =>
      environmentOf(place, address(platform, place), applications.value?.get(place.application), absent, releaseAt)))
    const parts: Part[] = [{ name: 'Argo CD', error: applications.error }, { name: 'Gitea', error: waiting.error ?? past.error }]
    return { environments, promotion: waiting.value ?? null, runs: recent, history: past.value ?? [], platform: { name: platform.name, parts, phases } }
  }

  return { state, describe }
}

async function orFault<T>(reading: Promise<T>): Promise<{ value?: T, error: string | null }> {
  try {
    return { value: await reading, error: null }
  } catch (error) {
    if (error instanceof SourceError) return { error: error.message }
    throw error
  }
}
