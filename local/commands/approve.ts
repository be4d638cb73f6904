import { approve, type Refusal } from '../delivery/gitea/approval.ts'
import { giteaReader } from '../delivery/gitea/ask.ts'
import { signIn, signOut } from '../delivery/gitea/person.ts'
import { promotionReader } from '../delivery/gitea/promotion.ts'
import { releaseReader } from '../delivery/gitea/release.ts'
import { sourcesOf } from '../delivery/sources.ts'
import { passwordOf } from '../gitea/accounts.ts'
import type { Platform } from '../platform.ts'

/** The release that prod's link names on main, e.g. `0001-3f2a91c`; `0000-none` before the first promotion. */
export async function prodRelease(platform: Platform): Promise<string> {
  const { gitea } = sourcesOf(platform)
  const release = await releaseReader(giteaReader(gitea))('prod', gitea.branch)
  if (release === null) throw new Error("prod's release cannot be read from Gitea")
  return release
}

const reasons: Record<Refusal['refused'], string> = {
  'not-manager': 'release-manager is not in the team release-managers',
  gone: 'the pull request is closed',
  changed: 'the pull request has changed meanwhile',
  'not-ready': 'required checks or reviews are missing',
  review: 'Gitea does not take the review',
  merge: 'Gitea does not merge it',
}

/** Why an approval did not happen, in words. */
export const refusalText = ({ refused, words }: Refusal): string => `${reasons[refused]}${words ? `: ${words}` : ''}`

/** Approves the open promotion of prod as the user release-manager, as the delivery page does it. Returns its release. Throws with the reason if it cannot. */
export async function approveAsManager(platform: Platform): Promise<string> {
  const { gitea } = sourcesOf(platform)
  const promotion = await promotionReader(giteaReader(gitea), gitea)()
  if (!promotion) throw new Error('there is no open pull request for prod')
  const manager = await signIn(gitea, 'release-manager', passwordOf(platform, 'release-manager'), 'npm-start', String(process.pid))
  try {
    const answer = await approve(gitea, manager, promotion.number, promotion.head)
    if ('refused' in answer) throw new Error(`pull request ${promotion.number} (${promotion.title}) was not merged: ${refusalText(answer)}`)
    return answer.approved
  } finally {
    await signOut(gitea, manager)
  }
}
