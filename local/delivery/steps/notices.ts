import type { Refusal } from '../gitea/approval.ts'
import type { Notice } from '../session/sessions.ts'
import type { Word } from '../page/words.ts'

/** Why an approval did not happen, in words. */
export const refusals: Record<Refusal['refused'], Word> = {
  'not-manager': 'refusedNotManager', gone: 'refusedGone', changed: 'refusedChanged',
  'not-ready': 'refusedNotReady', review: 'refusedReview', merge: 'refusedMerge',
}

const good = (key: Word, ...values: readonly string[]): Notice => ({ good: true, key, values })
const bad = (key: Word, ...values: readonly string[]): Notice => ({ good: false, key, values })

/** What is said once after an act. */
export const notices = {
  approved: (release: string) => good('approved', release),
  changeApproved: (what: string) => good('changeApproved', what),
  refused: ({ refused, words }: Refusal) => bad(refusals[refused], words),
  held: (release: string) => good('heldNow', release),
  letGo: (release: string) => good('letGoNow', release),
  nothing: () => good('nothingToDo'),
  rolledBack: ({ environment, release, from }: { environment: string, release: string, from: string }) => good('rolledBackNow', environment, release, from),
  waits: (number: number, { refused, words }: Refusal) => bad('rollBackWaits', String(number), words === '' ? refused : words),
  notManager: () => bad('notDoneNotManager'),
  needReason: () => bad('needReason'),
  needRelease: () => bad('needRelease'),
  notDone: (words: string) => bad('notDone', words),
  giteaDown: (words: string) => bad('giteaDown', words),
}
