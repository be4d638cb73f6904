import { finalOf } from '../../../korean/hangul.ts'
import { gap } from '../../../text/units.ts'
import type { Token } from '../../tokens.ts'
import { explain, isCounted } from '../state.ts'
import { addMention } from './mentions.ts'
import { isName, readNames } from './names.ts'
import { isCopula } from './particles.ts'
import type { KoreanState } from './state.ts'

export function readUnknown(s: KoreanState, at: number): number {
  const token = s.tokens[at]
  if (!token) return at + 1
  if (isNoun(token) && isName(s, s.tokens[at + 1]) && (s.tokens[at + 1]?.gap ?? 9) <= gap.space && !describes(s, token)) return readNames(s, at)
  const polite = s.tokens[at + 1]
  // '미지근해요': the ending of a verb, not of a noun.
  const glued = !token.known && polite?.text === '요' && polite.gap === gap.none && /(?:해|어|워|여|려|겨|져|네|지|데|와|봐|혀|켜|쳐|펴)$/.test(token.text)
  const verbal = token.known ? undefined : glued ? 'talk' : looksVerbal(token, polite)
  const asked = !token.known && polite?.verb?.does.has('give') && polite.gap <= gap.space && /[어아여려켜겨와워해쳐져춰꿔펴셔]$/.test(token.text) && token.text.length > 1
  if (asked) {
    // '영수증 버려 주세요': asks for something to be done that is no order.
    s.clause.talk = true
    s.clause.unexplained += token.text.length
    s.last = 'other'
    return at + 1
  }
  const final = polite === undefined || polite.gap >= gap.stop
  const before = s.tokens[at - 1]
  if (final && !s.clause.request && !s.clause.polite && !token.known && ((verbal === 'maybe' && s.last !== 'wish') || s.negated || (token.text === '마' && before?.verb?.mood === 'bare'))) s.clause.talk = true
  if (polite?.verb && polite.gap === gap.none && !token.known && /^(?:하|해|할|했)/.test(polite.text)) s.clause.talk = true
  // '떡이 냉동이에요', '치킨은 후라이드지': told of, not ordered.
  const told = wordBefore(s, at)?.particle === 'subject' && polite?.particle?.startsWith('copula') === true && !token.known && s.mentions.some(mention => mention.clause === s.clauses.length && mention.items)
  if (told || (s.negated && !token.known && polite?.particle === 'copula') || (final && token.text === '지' && token.gap === gap.none && ['item', 'wish', 'number', 'other'].includes(s.last))) s.clause.talk = true
  if (!told && !s.negated && !verbal && isNoun(token) && isOrderedAt(s, at + 1)) {
    explain(s, token)
    addOffMenu(s, [token])
    return at + 1
  }
  // '한 줄 썰어서 포장': how it is done is not understood, but it is ordered.
  const way = /[아어여해져]서$/.test(token.text) && isCounted(s)
  if (verbal && !way) s.clause.talk ||= verbal === 'talk'
  if (token.known) {
    explain(s, token)
    s.clause.menu = true
  } else s.clause.unexplained += token.text.length
  s.last = 'other'
  return at + 1
}

/** What stands before the word that a token is the end of: '중국산' may begin with a size. */
function wordBefore(s: KoreanState, at: number): Token | undefined {
  let first = at
  while (s.tokens[first]?.gap === gap.none && s.tokens[first - 1]?.particle === undefined && first > 0) first -= 1
  return s.tokens[first - 1]
}

function describes(s: KoreanState, token: Token): boolean {
  const final = finalOf(token.text)
  return (final === 'ㄴ' || final === 'ㄹ') && s.tokens.some(next => next.from === token.to && next.gap === gap.space)
}

/** Whether what follows orders the noun before it: a number, 요, 주세요, 랑. */
export function isOrderedAt(s: KoreanState, at: number): boolean {
  const next = s.tokens[at]
  if (!next) return s.mentions.length > 0 && s.last !== 'other'
  if (next.gap <= gap.space && (next.particle === 'by' || next.tags.has('thing') || (isName(s, next) && next.senses.every(sense => sense.kind === 'choice')))) return at + 1 < s.tokens.length && isOrderedAt(s, at + 1)
  if (next.gap > gap.space) return false
  if (next.number !== undefined) return next.counter !== undefined || next.text.length > 1
  if (next.tags.has('menu') || next.tags.has('food')) return isOrderedAt(s, at + 1)
  // '습관이야' is told to a friend.
  if (next.particle === 'copula' && /^이?[야지]$/.test(next.text)) return false
  if (next.particle === 'copula') return !(isCopula(next.text) && s.tokens[at + 1] === undefined && s.end === gap.question)
  if (next.particle === 'and' || next.particle === 'also' || next.particle === 'object' || next.particle === 'only') return ordersLater(s, at + 1)
  if (next.tags.has('filler') || next.tags.has('only')) return ordersLater(s, at + 1)
  // '예약할게요', '제송해요': a verb that is not known.
  if (next.gap === gap.none && /^(?:하|해|할|했|합)/.test(next.text) && !s.tokens[at - 1]?.tags.has('food')) return false
  return next.verb !== undefined && (next.verb.does.has('give') || (next.verb.does.has('take') && next.verb.mood === 'request' && s.last !== 'number'))
}

function ordersLater(s: KoreanState, at: number): boolean {
  for (const token of s.tokens.slice(at)) {
    if (token.gap >= gap.stop) return false
    if (token.number !== undefined && token.counter !== undefined) return true
    if (token.verb && token.verb.mood === 'request') return token.verb.does.has('give') || token.verb.does.has('take')
  }
  return s.tokens.at(-1)?.particle === 'copula' && s.tokens.slice(at).some(token => token.number !== undefined)
}

export function addOffMenu(s: KoreanState, tokens: readonly Token[]): void {
  const mention = addMention(s, tokens[0])
  mention.offMenu = true
  mention.tokens = [...tokens]
  mention.wishes.push(...s.pre)
  s.pre = []
  s.last = 'item'
}

/** Endings by which an unknown word is a verb rather than a name. */
const talkEndings = /(?:어요|아요|해요|여요|워요|네요|데요|어|네|니|냐|다|자|까|더라|더라고|잖아|잖아요|거든|거든요|는데|니까|려고|려나|겠다|겠네|구나|군|래|대|지|죠|습니다|었어|았어|했어|고|면서|다가|어서|아서|게|든지|도록|므로|길래|을까|ㄹ까|답니다|래요|대요|던데|텐데|거야|거예요|건데|봐요|봐|세요|십시오|줘|달래요|먹자|가자|하자)$/

const clearEndings = /(?:어요|아요|해요|여요|워요|네요|데요|더라|더라고|잖아|잖아요|거든|거든요|는데|니까|려고|겠다|겠네|구나|습니다|었어|았어|했어|면서|다가|어서|아서|도록|길래|을까|래요|대요|던데|텐데|거야|거예요|건데|봐요|세요|십시오|달래요|먹자|가자|하자|싶다|싶어|한다|된다|간다|온다|왔다|갔다|했다|였다|있다|없다|같다|마라|해라)$/

function looksVerbal(token: Token, next: Token | undefined): 'talk' | 'maybe' | undefined {
  const { text } = token
  if (/[ㅆ]/.test(finalOf(text) ?? '') || [...text].some(char => finalOf(char) === 'ㅆ')) return 'talk'
  if (clearEndings.test(text)) return 'talk'
  const alone = next === undefined || next.gap > gap.none
  return alone && text.length > 2 && talkEndings.test(text) ? 'maybe' : undefined
}

export function isNoun(token: Token): boolean {
  const length = token.text.replaceAll(' ', '').length
  if (token.tags.has('food') && token.senses.length === 0) return true
  if (/(?:처럼|보다|까지|부터|한테|에게|라도|마다|조차)$/.test(token.text)) return false
  return !token.known && (length >= 2 || /\p{Script=Latin}/u.test(token.text)) && looksVerbal(token, undefined) !== 'talk'
}
