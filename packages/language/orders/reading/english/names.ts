import { gap } from '../../../text/units.ts'
import { type Piece, readRun } from '../../pieces.ts'
import type { Token } from '../../tokens.ts'
import { takePiece } from './choices.ts'
import type { EnglishState } from './state.ts'
import { addOffMenu } from './unknown.ts'

export function isName(s: EnglishState, token: Token | undefined): boolean {
  if (!token || token.senses.every(sense => sense.kind === 'group')) return false
  // 'drinks', 'cake' in a question; 'two' of 'two liter'; 'extra' of 'extra large': a word that is something else stays that, where names say little.
  const weak = token.senses.every(sense => sense.kind === 'word' || (sense.kind === 'choice' && sense.part))
  if (token.tags.has('plain') && s.tokens[s.noHere] === token && goesOnNaming(s, token)) return false
  if (weak && token.tags.has('plain') && !goesOnNaming(s, token)) return false
  const own = token.senses.some(sense => sense.kind === 'choice' && !sense.part && !sense.near)
  if (!weak && own && !goesOnNaming(s, token)) return true
  if (!weak) return !(token.tags.has('extra') || token.tags.has('light') || token.tags.has('without') || token.tags.has('with')) || token.senses.some(sense => sense.kind === 'item')
  return token.number === undefined && !token.tags.has('extra') && !token.tags.has('light') && !token.tags.has('and') && !token.tags.has('without') && !token.tags.has('more')
}

function goesOnNaming(s: EnglishState, token: Token): boolean {
  const next = s.tokens[s.tokens.indexOf(token) + 1]
  return next !== undefined && next.gap <= gap.space && next.senses.length > 0
}

export function readNames(s: EnglishState, at: number): number {
  let to = at
  while (to < s.tokens.length) {
    const token = s.tokens[to]
    if (!token || (to > at && token.gap > gap.space)) break
    const joins = isName(s, token) || (!token.known && nameAfterUnknown(s, to))
    if (!joins) break
    to += 1
  }
  const run = s.tokens.slice(at, Math.max(to, at + 1))
  for (const token of run) s.clause.explained += token.text.length
  s.clause.menu = true
  const after = s.tokens[to]
  if (after && after.gap <= gap.space && after.tags.has('product') && !isName(s, after)) {
    // 'a vanilla [milkshake]' where the menu has other things of vanilla.
    const plain = piecesOf(s, run, false)
    if (plain.length === 1 && plain[0]?.kind === 'item' && !plain[0].whole) {
      s.clause.explained += after.text.length
      addOffMenu(s, [...run, after])
      return to + 1
    }
  }
  const pieces = piecesOf(s, run, s.options || s.listAmount !== undefined || s.nextAmount !== undefined)
  for (const [index, piece] of pieces.entries()) takePiece(s, piece, pieces.slice(index + 1).find(next => next.kind === 'item'), to, isPostposed(s, pieces, index))
  return Math.max(to, at + 1)
}

/** Whether a name follows within the same phrase as what nothing explains: 'pumpkin spice [latte]'. */
export function nameAfterUnknown(s: EnglishState, at: number): boolean {
  let next = at + 1
  while (s.tokens[next]?.known === false && (s.tokens[next]?.gap ?? 9) <= gap.space && next < at + 3) next += 1
  return isName(s, s.tokens[next]) && (s.tokens[next]?.gap ?? 9) <= gap.space
}

export function piecesOf(s: EnglishState, run: readonly Token[], options: boolean): Piece[] {
  return readRun(run, s.menu, { options, about: [...(s.current?.items ?? (s.current?.pointer === 'part' ? s.mentions.findLast(mention => mention.items !== undefined)?.items : undefined) ?? []), ...s.about.items], waiting: s.about.waiting, strict: true })
}

/** 'fries large curly fries small': each option stands after its thing. */
function isPostposed(s: EnglishState, pieces: readonly Piece[], at: number): boolean {
  const kinds = (list: readonly Piece[]): string => list.map(piece => piece.kind[0]).join('')
  const group = (piece: Piece | undefined): string | undefined => (piece?.kind === 'choice' ? s.menu.choices.get(piece.choices[0] ?? '')?.group : undefined)
  return /^(?:ic)+$/.test(kinds(pieces)) && pieces.length > 2 && group(pieces[at]) !== undefined && group(pieces[at]) === group(pieces.at(-1))
}
