import type { About, Clause, Mention, Reading, Wish } from '../mention.ts'
import type { Menu } from '../menu.ts'
import { takes } from '../pieces.ts'
import type { Token } from '../tokens.ts'

/** What is known while a sentence is read from left to right, in any language: the things spoken about, and the clause being built. */
export class ReadingState {
  readonly tokens: readonly Token[]
  readonly menu: Menu
  readonly about: About
  /** What stands after the last token. */
  readonly end: number
  readonly mentions: Mention[] = []
  readonly clauses: Clause[] = []
  clause: Clause = newClause()
  /** The thing that options and numbers belong to. */
  current: Mention | undefined
  /** Wishes said before the thing they are for. */
  pre: Wish[] = []
  /** Wishes that what follows may still be said of. */
  open: Wish[] = []
  /** What was said last is taken back. */
  fix = false
  more = false
  done = false
  cancel = false
  repeat = false
  answer: 'yes' | 'no' | undefined

  constructor(tokens: readonly Token[], menu: Menu, about: About, end: number) {
    this.tokens = tokens
    this.menu = menu
    this.about = about
    this.end = end
  }
}

function newClause(): Clause {
  return { request: false, bare: false, question: false, talk: false, undecided: false, polite: false, menu: false, explained: 0, unexplained: 0, weak: 0 }
}

/** The things spoken about in the clause being built. */
export function mentionsHere(s: ReadingState): Mention[] {
  return s.mentions.filter(mention => mention.clause === s.clauses.length)
}

/** Whether a thing was named with its number in the clause being built. */
export function isCounted(s: ReadingState): boolean {
  return mentionsHere(s).some(mention => mention.items && mention.quantity !== undefined)
}

/** Puts a thing after those spoken about, as the one that options belong to. */
export function pushMention(s: ReadingState, mention: Mention): Mention {
  if (s.more) mention.more = true
  s.more = false
  s.fix = false
  s.mentions.push(mention)
  s.current = mention
  return mention
}

/** Makes it another of a thing named before: 'a hot latte and an iced one'. */
export function likeThing(mention: Mention, model: Mention): void {
  if (model.items) mention.items = model.items
  if (model.whole !== undefined) mention.whole = model.whole
  mention.also = true
}

export function dropMention(s: ReadingState, mention: Mention): void {
  const at = s.mentions.indexOf(mention)
  if (at >= 0) s.mentions.splice(at, 1)
  if (s.current === mention) s.current = undefined
}

/** Ends the clause being built and begins the next; one that nothing was said in is none. `asked` where a question mark ends it. */
export function pushClause(s: ReadingState, asked: boolean): void {
  const { clause } = s
  if (clause.explained + clause.unexplained === 0) return
  if (asked && !clause.request && clause.menu && mentionsHere(s).length === 0) clause.question = true
  clause.bare = !clause.request && !clause.question
  s.clauses.push(clause)
  s.clause = newClause()
}

/** What a sentence came to. */
export function readingOf(s: ReadingState, done: boolean): Reading {
  return { mentions: s.mentions, clauses: s.clauses, done, cancel: s.cancel, repeat: s.repeat, tokens: s.tokens, ...(s.answer && { answer: s.answer }) }
}

/** A way a thing comes, of which it has one, as against what is put in: a size, hot or iced. */
export function isManner(menu: Menu, wish: Wish): boolean {
  const group = menu.groupOf(wish.choices[0] ?? '')
  return group !== undefined && group.max === 1 && group.choices.length > 1
}

/** The group that a wish is of, as the thing spoken of has it. */
export function groupOf(s: ReadingState, wish: Wish): string {
  const items = s.current?.items ?? []
  const choice = wish.choices.find(id => items.some(item => takes(s.menu, item, id))) ?? wish.choices[0]
  return wish.group ?? s.menu.choices.get(choice ?? '')?.group ?? ''
}

/** Counts a token among what is understood. */
export function explain(s: ReadingState, token: Token): void {
  s.clause.explained += token.text.length
}
