import { singular } from '../english/plurals.ts'
import type { Menu } from './menu.ts'
import type { Token } from './tokens.ts'

/** Names put together: an item (or several that it could be), a choice of an option, or a name that the menu does not have. */
export type Piece =
  | { readonly kind: 'item'; readonly items: readonly string[]; readonly whole: boolean; readonly with: readonly string[]; readonly tokens: readonly Token[] }
  | { readonly kind: 'choice'; readonly choices: readonly string[]; readonly tokens: readonly Token[] }
  | { readonly kind: 'unknown'; readonly tokens: readonly Token[] }

export type Expectation = {
  /** Whether words of options are likelier here than items: after 'with', before 추가. */
  readonly options: boolean
  /** Items that were just spoken about or are in the cart: their options are likelier than others. */
  readonly about: readonly string[]
  /** Items of the open question which one is meant: a word that names one of them does. */
  readonly waiting: readonly string[]
  /** Whether what is unknown before a name makes another name of it ('고구마 라떼'), or may be anything. */
  readonly strict: boolean
}

type Step = { cost: number; pieces: Piece[] }

/**
 * Reads a run of names that stand together: which of them are items, which are choices for those, and what is on no menu. The cheapest reading
 * wins; a name that leaves a word of the run out is dearer than one that explains it.
 */
export function readRun(tokens: readonly Token[], menu: Menu, expectation: Expectation): Piece[] {
  // The best way to each place is kept for each kind of last piece, as what follows may fit one of them only.
  const best: Map<string, Step>[] = [new Map([['', { cost: 0, pieces: [] }]])]
  for (let to = 1; to <= tokens.length; to += 1) {
    const here = new Map<string, Step>()
    best[to] = here
    for (let from = Math.max(0, to - 5); from < to; from += 1) {
      for (const [piece, cost] of candidates(tokens.slice(from, to), menu, expectation)) {
        const kind = piece.kind === 'item' ? `item ${piece.whole}` : piece.kind
        for (const before of best[from]?.values() ?? []) {
          const total = before.cost + cost + joint(before.pieces.at(-1), piece, menu, expectation)
          if (total < (here.get(kind)?.cost ?? Number.POSITIVE_INFINITY)) here.set(kind, { cost: total, pieces: [...before.pieces, piece] })
        }
      }
    }
  }
  const ends = [...(best[tokens.length]?.values() ?? [])].sort((a, b) => a.cost - b.cost)
  return merge(ends[0]?.pieces ?? [], menu)
}

function candidates(tokens: readonly Token[], menu: Menu, expectation: Expectation): [Piece, number][] {
  const out: [Piece, number][] = []
  const only = tokens.length === 1 ? tokens[0] : undefined
  if (only) {
    const items = only.senses.filter(sense => sense.kind === 'item')
    const own = items.filter(sense => !sense.near)
    const chosen = own.length > 0 ? own : items
    if (chosen.length > 0) {
      const ids = [...new Set(chosen.map(sense => sense.item))]
      out.push([{ kind: 'item', items: ids, whole: true, with: chosen.length === 1 || ids.length === 1 ? (chosen[0]?.with ?? []) : [], tokens }, (own.length > 0 ? 1 : 1.1) + (expectation.options ? 0.5 : 0)])
    }
    const choices = choicesOf(only)
    if (choices.length > 0) {
      const fits = choices.some(id => expectation.about.some(item => takes(menu, item, id)))
      const part = only.senses.every(sense => sense.kind !== 'choice' || sense.part)
      out.push([{ kind: 'choice', choices, tokens }, (expectation.options ? 0.6 : 1.15) + (fits ? -0.1 : 0) + (part ? (expectation.options || fits ? 0.3 : 0.6) : 0)])
    }
    if (only.senses.length === 0) out.push([{ kind: 'unknown', tokens }, 2.6])
    else out.push([{ kind: 'unknown', tokens }, 3.2])
  }
  const all = sharedItems(tokens, menu)
  const answer = all.filter(id => expectation.waiting.includes(id))
  if (answer.length > 0) out.push([{ kind: 'item', items: answer, whole: false, with: [], tokens }, 0.5])
  const shared = answer.length > 0 ? [] : all
  // 'iced' of 'black iced tea', where the menu has 'iced' as a choice.
  const chosen = only !== undefined && only.senses.some(sense => sense.kind === 'choice' && !sense.part && !sense.near) ? 0.4 : 0
  if (shared.length > 0) out.push([{ kind: 'item', items: shared, whole: false, with: [], tokens }, 1.35 + chosen + (shared.length > 1 ? 0.15 : 0) + (expectation.options ? 0.7 : 0)])
  return out
}

/** Choices that a token can be: those whose whole name it is before those of whose name it is a part. */
export function choicesOf(token: Token): string[] {
  const choices = token.senses.filter(sense => sense.kind === 'choice')
  const whole = choices.filter(sense => !sense.part)
  const own = whole.filter(sense => !sense.near)
  // Which of them it is depends on the item; the likeliest come first.
  return [...new Set([...own, ...whole, ...choices].map(sense => sense.choice))]
}

/** Items whose names hold the words of all these tokens. */
function sharedItems(tokens: readonly Token[], menu: Menu): string[] {
  let shared: string[] | undefined
  for (const token of tokens) {
    const words = token.senses.filter(sense => sense.kind === 'word')
    if (words.length === 0) return []
    const items = new Set(words.flatMap(sense => [...(menu.byWord.get(sense.word) ?? [])]))
    shared = shared ? shared.filter(id => items.has(id)) : [...items]
    if (shared.length === 0) return []
  }
  return shared ?? []
}

/** What it costs that two pieces stand side by side without a word between them. */
function joint(before: Piece | undefined, after: Piece, menu: Menu, expectation: Expectation): number {
  if (before?.kind === 'choice' && after.kind === 'item') {
    const fits = (items: readonly string[]): boolean => before.choices.some(id => items.some(item => takes(menu, item, id)))
    // What the thing spoken of does not have announces another.
    return fits(after.items) ? (expectation.options && !fits(expectation.about) ? -0.8 : -0.35) : 0.6
  }
  if (before?.kind === 'item' && after.kind === 'choice') return after.choices.some(id => before.items.some(item => takes(menu, item, id))) ? -0.25 : 0.5
  if (before?.kind === 'item' && after.kind === 'item') return expectation.strict && !before.whole ? 1.2 : 0.4
  return 0
}

/**
 * What is unknown, or names something else, right before a name belongs to it: '고구마 라떼' and '딸기 케이크' are on no menu that has neither,
 * though it has 라떼, 케이크 and something else of 딸기.
 */
function merge(pieces: readonly Piece[], menu: Menu): Piece[] {
  const out: Piece[] = []
  for (const piece of pieces) {
    const before = out.at(-1)
    // 'an americano black': a word that only describes, after a name, says nothing of another item.
    if (piece.kind === 'item' && before?.kind === 'item' && before.whole && isModifier(piece, before, menu)) continue
    // 'a margherita pizza', where the menu has both: the kind of the thing.
    if (piece.kind === 'item' && before?.kind === 'item' && before.whole && isKindOf(piece, before, menu)) continue
    if (piece.kind === 'item' && before && (before.kind === 'unknown' || (before.kind === 'item' && isModifier(before, piece, menu)))) {
      out[out.length - 1] = { kind: 'unknown', tokens: [...before.tokens, ...piece.tokens] }
    } else if (piece.kind === 'unknown' && before?.kind === 'unknown') out[out.length - 1] = { kind: 'unknown', tokens: [...before.tokens, ...piece.tokens] }
    else out.push(piece)
  }
  return out
}

/** Whether a name said before another can only describe it: it is a part of names and none of them ends in it. */
function isModifier(before: Piece & { kind: 'item' }, after: Piece & { kind: 'item' }, menu: Menu): boolean {
  if (before.whole || before.items.some(item => after.items.includes(item))) return false
  const words = before.tokens.flatMap(token => token.senses.filter(sense => sense.kind === 'word').map(sense => sense.word))
  return !words.some(word => before.items.some(item => menu.items.get(item)?.heads.has(word)))
}

/** Whether a name only says of what kind the thing before it is: its category, or a word in which one of its names ends. */
function isKindOf(piece: Piece & { kind: 'item' }, before: Piece & { kind: 'item' }, menu: Menu): boolean {
  const text = piece.tokens.map(token => token.text).join(' ')
  return piece.tokens.length === 1 && before.items.length === 1 && before.items.every(id => !piece.items.includes(id) && singular(menu.items.get(id)?.category.toLowerCase() ?? '') === singular(text))
}

/** Whether the item has an option with the choice. */
export function takes(menu: Menu, item: string, choice: string): boolean {
  const group = menu.choices.get(choice)?.group
  return group !== undefined && (menu.items.get(item)?.groups.includes(group) ?? false)
}
