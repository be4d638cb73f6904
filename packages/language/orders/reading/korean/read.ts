import { gap } from '../../../text/units.ts'
import type { About, Reading, Wish } from '../../mention.ts'
import type { Menu } from '../../menu.ts'
import type { Token } from '../../tokens.ts'
import { explain, readingOf } from '../state.ts'
import { endClause } from './clauses.ts'
import { addWish, pointTo } from './mentions.ts'
import { isName, readNames } from './names.ts'
import { readNumber } from './numbers.ts'
import { readParticle } from './particles.ts'
import { KoreanState } from './state.ts'
import { readUnknown } from './unknown.ts'
import { readVerb } from './verbs.ts'
import { readWord, softVerb } from './words.ts'

function step(s: KoreanState, at: number): number {
  s.at = at
  const token = s.tokens[at]
  if (!token) return at + 1
  if (token.gap >= gap.stop) endClause(s, token.gap === gap.question, false)
  // '한 거 전부': what was done, not one thing.
  const done = token.verb?.mood === 'adnominal' && token.counter === undefined && s.tokens[at + 1]?.tags.has('thing') && s.mentions.length === 0
  if (token.number !== undefined && token.senses.length === 0 && !done) return readNumber(s, token, at)
  if (token.tags.has('among') && s.tokens[at - 1]?.number !== undefined) {
    // '다섯 잔 중 두 잔은': no size.
    explain(s, token)
    readWord(s, token, at)
    return at + 1
  }
  if (token.tags.has('classNoun') && s.last === 'wish' && token.gap <= gap.space && !token.senses.some(sense => sense.kind === 'choice' && !sense.part) && !namesOne(s, token)) {
    explain(s, token)
    return at + 1
  }
  if (isName(s, token)) return readNames(s, at)
  if (token.tags.has('classNoun') && s.last !== 'wish' && token.senses.length === 0 && isTakenAway(s, at + 1)) {
    // '소스 빼고': whatever was chosen of that kind.
    explain(s, token)
    const wish: Wish = { choices: [...s.menu.choices.values()].filter(choice => choice.names.ko?.some(name => name.endsWith(token.text))).map(choice => choice.id), undo: true, token }
    addWish(s, wish)
    s.open.push(wish)
    s.last = 'wish'
    return at + 1
  }
  const group = token.senses.find(sense => sense.kind === 'group')
  if (group) {
    explain(s, token)
    s.hint = group.group
    s.clause.menu = true
    const taken = s.undo || isTakenAway(s, at + 1)
    const none = s.menu.groups.get(group.group)?.choices.find(choice => choice.concept?.endsWith('_none'))
    if (taken && none) {
      // '얼음은 빼 주세요' where that is a choice of its own
      s.undo = false
      addWish(s, { choices: [none.id], token })
    } else if (taken) {
      const wish: Wish = { choices: (s.menu.groups.get(group.group)?.choices ?? []).map(choice => choice.id), undo: true, token }
      s.undo = false
      addWish(s, wish)
      s.open.push(wish)
      s.last = 'wish'
    }
    return at + 1
  }
  if (token.tags.has('food') && !token.verb) return readUnknown(s, at)
  if (!token.known) return readUnknown(s, at)
  explain(s, token)
  if (token.particle !== undefined && !(token.gap === gap.space && token.tags.size > 0)) return readParticle(s, token, at)
  if (token.ordinal !== undefined) {
    pointTo(s, { ordinal: token.ordinal }, token)
    return at + 1
  }
  if (token.tags.size > 0 && !(token.verb && token.tags.has('order') && s.last === 'wish')) {
    readWord(s, token, at)
    if (token.verb && token.tags.size > 0 && !token.tags.has('not')) softVerb(s, token)
    return at + 1
  }
  if (token.verb) readVerb(s, token, at)
  return at + 1
}

/** '사리는 뺄게요': whatever was chosen of the group goes. */
function isTakenAway(s: KoreanState, at: number): boolean {
  const next = s.tokens.slice(at, at + 3).find(token => token.particle === undefined && !token.tags.has('all'))
  return next !== undefined && (next.tags.has('cancel') || next.verb?.does.has('remove') === true || next.verb?.does.has('cancel') === true)
}

/** '컵으로' where only one item's name begins so. */
function namesOne(s: KoreanState, token: Token): boolean {
  const items = token.senses.flatMap(sense => (sense.kind === 'word' ? [...(s.menu.byWord.get(sense.word) ?? [])] : []))
  return items.length === 1 && s.menu.items.get(items[0] ?? '')?.names.ko?.some(name => name.startsWith(`${token.text} `)) === true && isName(s, token)
}

/** Reads Korean: modifiers and numbers around a noun, particles after it, and the verb at the end that says what to do with all of it. */
export function readKorean(tokens: readonly Token[], menu: Menu, about: About, end: number): Reading {
  const s = new KoreanState(tokens, menu, about, end)
  for (let at = 0; at < tokens.length; ) at = step(s, at)
  endClause(s, end === gap.question, true)
  return readingOf(s, s.done && s.clauses.some(clause => clause.done))
}
