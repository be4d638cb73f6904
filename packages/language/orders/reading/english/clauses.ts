import { mentionsHere, pushClause } from '../state.ts'
import { settleChanges } from './deeds.ts'
import { addMention } from './mentions.ts'
import type { EnglishState } from './state.ts'

export function endClause(s: EnglishState, asked: boolean): void {
  const clause = s.clause
  const here = mentionsHere(s)
  const only = here[0]
  if (s.instead && here.length === 1 && only?.items && only.deed === 'want' && only.quantity === undefined && s.about.items.length > 0) {
    // 'curly fries instead': in the place of what was spoken of last.
    only.deed = 'change'
    only.goal = true
  }
  s.instead = false
  settleChanges(s)
  if (s.pre.length > 0) {
    const mention = addMention(s, s.pre[0]?.token)
    mention.wishes.push(...s.pre)
    s.pre = []
  }
  if (s.count) {
    const mention = addMention(s, s.count.token)
    mention.quantity = s.count.value
    s.count = undefined
  }
  pushClause(s, asked)
  if (clause.bare && !clause.polite && !s.done && clause.unexplained > 0.3 * (clause.explained + clause.unexplained)) clause.talk = true
  s.started = false
  s.deed = 'want'
  s.options = false
  s.listAmount = undefined
  s.nextAmount = undefined
  s.open = []
  s.toward = false
  s.definite = false
  s.made = false
  s.reject = false
  s.onlySaid = false
  s.article = false
  s.countEach = undefined
  s.asked = false
}
