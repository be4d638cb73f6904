import { gap } from '../../../text/units.ts'
import type { Wish } from '../../mention.ts'
import type { Token } from '../../tokens.ts'
import { isManner } from '../state.ts'
import { endClause } from './clauses.ts'
import { closeMention } from './mentions.ts'
import type { KoreanState } from './state.ts'

export function readParticle(s: KoreanState, token: Token, at: number): number {
  const current = s.current
  switch (token.particle) {
    case 'topic':
    case 'subject':
      if (token.particle === 'subject' && s.clause.menu) s.told = true
      if (s.last === 'item' && current && token.particle === 'topic') current.topic = true
      if (s.last === 'number' && current?.items && token.particle === 'topic') current.partTopic = true
      if (s.last === 'wish' && current && token.particle === 'topic' && !current.items && current.wishes.length === 1 && current.pointer === undefined && pointsByOption(s, current.wishes[0], at + 1)) {
        current.pointer = { having: current.wishes[0]?.choices ?? [] }
        current.wishes = []
        s.open = []
        s.last = 'pointer'
      }
      break
    case 'object':
      if (s.last === 'item' && current) current.definite = true
      break
    case 'also':
      if (s.last === 'item' && current) current.also = true
      else if (s.last === 'pointer' && current) current.also = true
      else if (s.last === 'wish' && current && !current.items && current.pointer === undefined) current.alike = true
      break
    case 'only':
      if (current && (s.last === 'item' || s.last === 'number')) current.only = true
      break
    case 'by':
      if (!current) break
      if (s.last === 'item') current.goal = true
      else if (s.last === 'number' && current.pointer !== 'part') current.final = true
      else if (s.last === 'wish' && current.wishes.length > 0) (current.wishes.at(-1) as Wish).by = true
      break
    case 'and':
      if (current && s.last !== 'wish' && (current.items || current.offMenu)) closeMention(s)
      break
    case 'copula':
    case 'copulaGoesOn':
      if (token.particle === 'copula') s.clause.polite = true
      // '여기 시그니처래': what others say.
      if (token.particle === 'copulaGoesOn' && s.tokens[at + 1] === undefined && /(?:래|래요|라던데|라더라)$/.test(token.text)) s.clause.talk = true
      // '생과일로 만드는 거예요?', '소고기예요 돼지고기예요?'
      if (token.particle === 'copula' && isCopula(token.text) && s.last === 'other' && s.tokens[at + 1] === undefined && !s.clause.request && (s.end === gap.question || tellsHow(s, at))) s.clause.question = true
      if (token.particle === 'copula' && current && s.last !== 'other') {
        const next = s.tokens[at + 1]
        if (isCopula(token.text) && (next === undefined ? s.end : next.gap) === gap.question && !s.clause.request) s.clause.question = true
        // '두 개요 근데 …': what follows is another sentence.
        else if (next !== undefined && (s.last === 'number' || s.last === 'item') && (next.tags.has('filler') || next.tags.has('that') || next.tags.has('asking') || next.tags.has('talk'))) endClause(s, false, false, true)
      }
      if (token.text === '인' && s.last === 'wish' && current && !current.items && current.wishes.length === 1 && s.tokens[at + 1]?.tags.has('thing')) {
        current.pointer = { having: current.wishes[0]?.choices ?? [] }
        current.wishes = []
        s.open = []
        s.last = 'pointer'
      }
      if (token.particle === 'copulaGoesOn' && s.clause.weak + (s.clause.talk ? 1 : 0) > 0 && !s.mentions.some(mention => mention.clause === s.clauses.length && mention.items)) {
        s.clause.talk = true
        endClause(s, false, false)
      }
      break
    case 'at':
      if (current && s.last === 'item') current.at = true
      if (current && s.last === 'wish' && !current.items && current.wishes.length === 1 && current.pointer === undefined && current.quantity === undefined && s.about.items.length > 1 && current.clause === s.clauses.length) {
        // '초코에만 초코칩': of those that have it.
        current.pointer = { having: current.wishes[0]?.choices ?? [] }
        current.wishes = []
        s.open = []
        s.last = 'pointer'
      }
      break
    case 'other':
      // '두 개밖에 없어요' tells of what there is.
      if (token.text === '밖에') s.clause.talk = true
      break
    default:
      break
  }
  return at + 1
}

/** 'X는 거예요': how something is, not what is ordered. */
function tellsHow(s: KoreanState, at: number): boolean {
  const before = s.tokens[at - 2]
  return s.tokens[at - 1]?.tags.has('thing') === true && before?.verb?.mood === 'adnominal' && before.text.endsWith('는')
}

/** '아이스는 한 잔만', '핫은 라지로': the lines that come so are meant. */
function pointsByOption(s: KoreanState, wish: Wish | undefined, at: number): boolean {
  const next = s.tokens[at]
  if (!wish || !next || next.gap >= gap.comma || !isManner(s.menu, wish)) return false
  if (next.number !== undefined) return next.counter === 'cup' || next.counter === 'piece' || next.counter === undefined
  return false
}

export function isCopula(text: string): boolean {
  return /(?:예요|에요|이에요|이예요|입니까|인가요|이죠|죠|이야)$/.test(text)
}
