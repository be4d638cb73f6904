import { type Unit, gap } from '../../text/units.ts'
import type { Token } from '../tokens.ts'
import type { Tag } from '../words.ts'
import type { Draft, Edges } from './edges.ts'

const noTags: ReadonlySet<Tag> = new Set()

/** Particles of which a noun has one: '로에' are not two of them. */
const strongParticles: ReadonlySet<string> = new Set(['at', 'by', 'object', 'subject', 'topic', 'copulaGoesOn'])

export function cheapest(units: readonly Unit[], edges: Edges): Token[] {
  const count = units.length
  const cost = new Float64Array(count + 1).fill(Number.POSITIVE_INFINITY)
  const back: (Draft | undefined)[] = []
  const backFrom = new Int32Array(count + 1)
  /** Whether the cheapest way to a place ends in something unexplained. */
  const open = new Uint8Array(count + 1)
  cost[0] = 0
  for (let at = 0; at < count; at += 1) {
    const so = cost[at] ?? 0
    const unit = units[at]
    if (!unit) continue
    const inside = unit.gap === gap.none && at > 0 && unit.kind === 'hangul' && units[at - 1]?.kind === 'hangul'
    for (const edge of edges[at]?.values() ?? []) {
      // A word that begins in the middle of an unknown one is hardly that word.
      const torn = edge.particle !== undefined && open[at] === 1 && units[edge.to]?.gap === gap.none && units[edge.to]?.kind === 'hangul' ? 1.2 : 0
      // '초코콘': a name of one syllable right after another name.
      const joined = edge.senses.length > 0 && edge.to - edge.from === 1 && inside && (back[at]?.senses.length ?? 0) > 0 ? -1 : 0
      const piled = edge.particle !== undefined && strongParticles.has(edge.particle) && strongParticles.has(back[at]?.particle ?? '') ? 0.6 : 0
      const total = so + torn + piled + joined + edge.cost + (inside && open[at] === 1 && edge.particle === undefined ? 1 : 0)
      if (total < (cost[edge.to] ?? 0)) {
        cost[edge.to] = total
        back[edge.to] = edge
        backFrom[edge.to] = at
        open[edge.to] = 0
      }
    }
    const unknown = so + (unit.kind === 'hangul' ? (unit.gap === gap.none && open[at] === 1 ? 1.3 : 2.4) : 3) + (inside && open[at] === 0 ? 0.8 : 0)
    if (unknown < (cost[at + 1] ?? 0)) {
      cost[at + 1] = unknown
      back[at + 1] = undefined
      backFrom[at + 1] = at
      open[at + 1] = 1
    }
  }
  const path: Token[] = []
  for (let at = count; at > 0; ) {
    const from = backFrom[at] ?? at - 1
    const edge = back[at]
    const before = path.at(-1)
    const unit = units[from]
    if (!edge && before && !before.known && before.gap === gap.none && units[from]?.kind === 'hangul') {
      path[path.length - 1] = { ...before, from, text: (unit?.text ?? '') + before.text, gap: unit?.gap ?? gap.none }
    } else path.push(token(units, from, at, edge))
    at = from
  }
  return path.reverse()
}

export function token(units: readonly Unit[], from: number, to: number, draft: Draft | undefined): Token {
  const text = units.slice(from, to).map((unit, at) => (at > 0 && unit.gap > 0 ? ' ' : '') + unit.text).join('')
  const before = units[from]?.gap ?? gap.none
  if (!draft) return { from, to, text, gap: before, senses: [], tags: noTags, known: false, cost: 3 }
  const { tags, loose: _, exact: __, ...rest } = draft
  return { ...rest, text, gap: before, tags: tags ?? noTags, known: true }
}

/** A stretch of units. */
export type Stretch = { readonly from: number; readonly to: number }

/** What is not explained, or hardly. */
export const isDoubtful = ({ known, cost }: Token): boolean => !known || cost > 1.9

/** Stretches around what is not explained, with what stands next to it: a misheard name takes its neighbours along. */
export function unexplained(tokens: readonly Token[], count: number): Stretch[] {
  const out: Stretch[] = []
  for (const [at, one] of tokens.entries()) {
    if (!isDoubtful(one)) continue
    const from = tokens[Math.max(0, at - 2)]?.from ?? 0
    const to = tokens[Math.min(tokens.length - 1, at + 2)]?.to ?? count
    const last = out.at(-1)
    if (last && from <= last.to) out[out.length - 1] = { from: last.from, to: Math.max(last.to, to) }
    else out.push({ from, to })
  }
  return out
}

/** So much a unit costs a word at least that was pieced together of short ones. */
const pieceCost = 0.65

/** Words that are put together of short words only: '만도' is hardly 만 and 도, but perhaps 만두. */
export function piecedTogether(tokens: readonly Token[]): Stretch[] {
  const out: Stretch[] = []
  for (let first = 0, after = 1; first < tokens.length; first = after, after += 1) {
    while (tokens[after]?.gap === gap.none) after += 1
    const word = tokens.slice(first, after)
    const from = word[0]?.from ?? 0
    const to = word.at(-1)?.to ?? from
    if (word.length > 1 && word.reduce((sum, token) => sum + token.cost, 0) > pieceCost * (to - from)) out.push({ from, to })
  }
  return out
}
