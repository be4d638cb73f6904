import { openForge } from '../../jenkins/steps/forge/open.ts'
import { settingsFrom } from '../../jenkins/steps/settings.ts'
import { verifyStatus } from '../../jenkins/steps/verify/change.ts'
import type { Change } from './queue.ts'

/** Branches that the pipeline proposes promotions from: the step that makes one says itself what it has verified. */
const promotions = /^promote\//

/** The open pull requests that nobody has verified, or whose verification was broken off; the oldest first. */
export async function unverifiedChanges(environment: Readonly<Record<string, string>>, secrets: Readonly<Record<string, string>>): Promise<Change[]> {
  const { 'jari-forge-token': token = '' } = secrets
  const forge = openForge(settingsFrom({ ...environment, JARI_FORGE_TOKEN: token }))
  const found: Change[] = []
  for (const { number, commit, branch } of (await forge.listOpen('')).toReversed()) {
    if (promotions.test(branch)) continue
    const state = (await forge.statuses(commit)).find(({ context }) => context === verifyStatus)?.state
    if (state === undefined || state === 'pending') found.push({ number, commit })
  }
  return found
}
