import { lookUp } from '../text/look-up.ts'
import { gap } from '../text/units.ts'
import type { Menu } from './menu.ts'
import type { About, Clause, Deed, Mention, Pointer, Reading, Wish } from './mention.ts'
import { readRun, takes, type Piece } from './pieces.ts'
import type { Token } from './tokens.ts'
import type { Tag } from './words.ts'

/** Reads English: numbers and options before a noun, options after 'with', and the verb at the front that says what to do. */
export function readEnglish(tokens: readonly Token[], menu: Menu, about: About, end: number): Reading {
  return new EnglishReader(tokens, menu, about, end).read()
}

class EnglishReader {
  readonly #tokens: readonly Token[]
  readonly #menu: Menu
  readonly #about: About
  readonly #end: number
  readonly #mentions: Mention[] = []
  readonly #clauses: Clause[] = []
  #clause: Clause = newClause()
  #current: Mention | undefined
  #deed: Deed = 'want'
  /** Options are expected: after with, add, no, extra. */
  #options = false
  /** What 'no' and 'without' say of the whole list that follows. */
  #listAmount: Wish['amount']
  /** What 'extra' and 'light' say of the next one. */
  #nextAmount: Wish['amount']
  #count: { value: number; token: Token } | undefined
  #more = false
  #fix = false
  #definite = false
  #reject = false
  #started = false
  /** Wishes that a target may follow: 'no ham on one of them'. */
  #open: Wish[] = []
  #toward = false
  #done = false
  #cancel = false
  #repeat = false
  #answer: 'yes' | 'no' | undefined

  constructor(tokens: readonly Token[], menu: Menu, about: About, end: number) {
    this.#tokens = tokens
    this.#menu = menu
    this.#about = about
    this.#end = end
  }

  read(): Reading {
    for (let at = 0; at < this.#tokens.length; ) at = this.#step(at)
    this.#endClause(this.#end === gap.question)
    return { mentions: this.#mentions, clauses: this.#clauses, done: this.#done, cancel: this.#cancel, repeat: this.#repeat, tokens: this.#tokens, ...(this.#answer && { answer: this.#answer }) }
  }

  #step(at: number): number {
    const token = this.#tokens[at]
    if (!token) return at + 1
    if (token.gap >= gap.stop) this.#endClause(token.gap === gap.question)
    else if (token.gap === gap.comma && !this.#listGoesOn(at)) {
      this.#listAmount = undefined
      if (this.#digression(at)) {
        this.#clause.talk = true
        this.#endClause(false)
        this.#current = undefined
      }
    }
    const group = token.senses.length > 0 && token.senses.every(sense => sense.kind === 'group') ? token.senses.find(sense => sense.kind === 'group') : undefined
    if (group) {
      this.#group(group.group, token)
      return at + 1
    }
    if (token.number !== undefined && !this.#isName(token)) return this.#number(token, at)
    if (this.#isName(token)) return this.#run(at)
    if (token.tags.has('classNoun') && this.#open.length > 0 && token.gap <= gap.space && this.#tokens[at - 1]?.senses.some(sense => sense.kind === 'choice')) {
      this.#clause.explained += token.text.length
      return at + 1
    }
    if (!token.known || token.tags.has('product')) return this.#unknown(at)
    this.#clause.explained += token.text.length
    if (token.ordinal !== undefined) {
      // 'two pizzas, the first with ham': one of those that were just named.
      if (this.#severalBefore(1) && !this.#toward && this.#deed === 'want') this.#target('part', token, 1)
      else this.#target({ ordinal: token.ordinal }, token, undefined)
      return at + 1
    }
    return this.#tag(token, at)
  }

  /** 'change the drizzle to …': whatever was chosen of a group goes. */
  #group(group: string, token: Token): void {
    this.#clause.menu = true
    this.#clause.explained += token.text.length
    const refused = this.#listAmount === 'none' && this.#tokens[this.#noHere] === token
    if (refused) this.#listAmount = undefined
    if (this.#deed !== 'source' && this.#deed !== 'remove' && !refused) return
    const mention = this.#current ?? this.#mention(token)
    mention.wishes.push({ choices: (this.#menu.groups.get(group)?.choices ?? []).map(choice => choice.id), undo: true, token })
    this.#definite = false
  }

  /** 'my kids don't eat onions, so a large …': what was said before the comma was no order, and an order begins. */
  #digression(at: number): boolean {
    if (this.#clause.request || this.#clause.question || this.#clause.unexplained + this.#clause.weak === 0) return false
    if (this.#mentions.some(mention => mention.clause === this.#clauses.length && (mention.items || mention.offMenu))) return false
    const first = this.#tokens.slice(at, at + 3).find(token => !token.tags.has('filler') && !token.tags.has('and'))
    return first !== undefined && (first.number !== undefined || first.tags.has('article') || first.tags.has('want') || this.#isName(first))
  }

  #isName(token: Token | undefined): boolean {
    if (!token || token.senses.length === 0) return false
    // 'drinks', 'cake' in a question; 'two' of 'two liter'; 'extra' of 'extra large': a word that is something else stays that, where names say little.
    const weak = token.senses.every(sense => sense.kind === 'word' || (sense.kind === 'choice' && sense.part))
    if (token.tags.has('plain') && this.#tokens[this.#noHere] === token && this.#goesOnNaming(token)) return false
    if (weak && token.tags.has('plain') && !this.#goesOnNaming(token)) return false
    const own = token.senses.some(sense => sense.kind === 'choice' && !sense.part && !sense.near)
    if (!weak && own && !this.#goesOnNaming(token)) return true
    if (!weak) return !(token.tags.has('extra') || token.tags.has('light') || token.tags.has('without') || token.tags.has('with')) || token.senses.some(sense => sense.kind === 'item')
    return token.number === undefined && !token.tags.has('extra') && !token.tags.has('light') && !token.tags.has('and') && !token.tags.has('without') && !token.tags.has('more')
  }

  #goesOnNaming(token: Token): boolean {
    const next = this.#tokens[this.#tokens.indexOf(token) + 1]
    return next !== undefined && next.gap <= gap.space && next.senses.length > 0
  }

  // ---- names

  #run(at: number): number {
    let to = at
    while (to < this.#tokens.length) {
      const token = this.#tokens[to]
      if (!token || (to > at && token.gap > gap.space)) break
      const joins = this.#isName(token) || (!token.known && this.#nameAfterUnknown(to))
      if (!joins) break
      to += 1
    }
    const run = this.#tokens.slice(at, Math.max(to, at + 1))
    for (const token of run) this.#clause.explained += token.text.length
    this.#clause.menu = true
    const after = this.#tokens[to]
    if (after && after.gap <= gap.space && after.tags.has('product') && !this.#isName(after)) {
      // 'a vanilla [milkshake]' where the menu has other things of vanilla.
      const plain = this.#pieces(run, false)
      if (plain.length === 1 && plain[0]?.kind === 'item' && !plain[0].whole) {
        this.#clause.explained += after.text.length
        this.#offMenu([...run, after])
        return to + 1
      }
    }
    const pieces = this.#pieces(run, this.#options || this.#listAmount !== undefined || this.#nextAmount !== undefined)
    for (const [index, piece] of pieces.entries()) this.#piece(piece, pieces.slice(index + 1).find(next => next.kind === 'item'), to, this.#postposed(pieces, index))
    return Math.max(to, at + 1)
  }

  /** Whether a name follows within the same phrase as what nothing explains: 'pumpkin spice [latte]'. */
  #nameAfterUnknown(at: number): boolean {
    let next = at + 1
    while (this.#tokens[next]?.known === false && (this.#tokens[next]?.gap ?? 9) <= gap.space && next < at + 3) next += 1
    return this.#isName(this.#tokens[next]) && (this.#tokens[next]?.gap ?? 9) <= gap.space
  }

  #pieces(run: readonly Token[], options: boolean): Piece[] {
    return readRun(run, this.#menu, { options, about: [...(this.#current?.items ?? (this.#current?.pointer === 'part' ? this.#mentions.findLast(mention => mention.items !== undefined)?.items : undefined) ?? []), ...this.#about.items], waiting: this.#about.waiting, strict: true })
  }

  #pre: Wish[] = []

  /** 'fries large curly fries small': each option stands after its thing. */
  #postposed(pieces: readonly Piece[], at: number): boolean {
    const kinds = (list: readonly Piece[]): string => list.map(piece => piece.kind[0]).join('')
    const group = (piece: Piece | undefined): string | undefined => (piece?.kind === 'choice' ? this.#menu.choices.get(piece.choices[0] ?? '')?.group : undefined)
    return /^(?:ic)+$/.test(kinds(pieces)) && pieces.length > 2 && group(pieces[at]) !== undefined && group(pieces[at]) === group(pieces.at(-1))
  }

  #piece(piece: Piece, following: (Piece & { kind: 'item' }) | undefined, to: number, postposed = false): void {
    if (piece.kind === 'unknown') {
      this.#offMenu(piece.tokens)
      return
    }
    if (piece.kind === 'choice') {
      const token = piece.tokens[0]
      if (!token) return
      const fits = (items: readonly string[] | undefined): boolean => piece.choices.some(id => items?.some(item => takes(this.#menu, item, id)))
      // 'extra bacon large fries': what the next thing does not have belongs to the one before.
      const itemFollows = following !== undefined && (fits(following.items) || !fits(this.#current?.items)) && !(fits(this.#current?.items) && postposed)
      const wish: Wish = { choices: piece.choices, token }
      const amount = this.#nextAmount ?? (this.#refusalGoesOn(piece) ? this.#listAmount : undefined)
      if (amount) wish.amount = amount
      if (this.#deed === 'remove') wish.amount = 'none'
      this.#nextAmount = undefined
      if (this.#skipNext) {
        // 'no extra bacon': none is added, and none is taken off.
        this.#skipNext = false
        return
      }
      if (this.#reject) {
        this.#rejectWish(wish)
        return
      }
      const next = this.#tokens[to]
      const told = next?.tags.has('thing') || (next?.tags.has('with') && this.#isManner(wish) && this.#about.items.length > 1)
      if (this.#definite && next && told && !itemFollows && next.gap <= gap.space) {
        this.#target({ having: piece.choices }, token, undefined)
        return
      }
      if (this.#article && next?.tags.has('thing') && next.gap <= gap.space && following === undefined && this.#current?.items && this.#deed === 'want') {
        // 'a hot latte and an iced one': another of the same.
        const model = this.#current
        const mention = this.#mention(token)
        mention.items = model.items ?? []
        if (model.whole !== undefined) mention.whole = model.whole
        mention.also = true
        mention.wishes.push(...this.#pre, wish)
        this.#pre = []
        return
      }
      const joinedArticle = this.#article && this.#joinedArticle(piece.tokens[0])
      const manner = this.#menu.groups.get(this.#menu.choices.get(piece.choices.find(id => fits(this.#current?.items) && this.#current?.items?.some(item => takes(this.#menu, item, id))) ?? '')?.group ?? '')
      if (joinedArticle && !itemFollows && fits(this.#current?.items) && manner?.max === 1 && manner.choices.length > 1 && this.#deed === 'want' && this.#current?.items?.length === 1 && !this.#nounAhead(to)) {
        // 'a small cola and a large': another of the same.
        const model = this.#current
        const mention = this.#mention(token)
        mention.items = model.items ?? []
        if (model.whole !== undefined) mention.whole = model.whole
        mention.also = true
        mention.quantity = 1
        mention.wishes.push(...this.#pre, wish)
        this.#pre = []
        this.#options = false
        this.#article = false
        return
      }
      const countable = this.#countable(wish)
      if (this.#deed === 'remove' && this.#article && countable) wish.count = 1
      if (this.#countEach !== undefined && countable) wish.count = this.#countEach
      if (this.#count && countable && !itemFollows && !(!this.#options && this.#severalBefore(this.#count.value) && this.#partsTold(to))) {
        wish.count = this.#count.value
        this.#count = undefined
      }
      if (this.#more && countable && !itemFollows) {
        wish.more = true
        this.#more = false
      }
      const broken = next !== undefined && (next.gap >= gap.stop || next.tags.has('fix') || (next.text === 'no' && (this.#tokens[to + 1]?.gap ?? 0) >= gap.comma)) && (next.tags.has('fix') || next.tags.has('without'))
      if (this.#article && broken && this.#current?.items) {
        this.#dangling = true
        return
      }
      if (itemFollows || (following === undefined && this.#nounAhead(to))) {
        this.#pre.push(wish)
        return
      }
      if (this.#count) this.#part(this.#count.value, this.#count.token, wish)
      else if (this.#fix && this.#current) {
        // 'hot, no wait, iced': the last one of its kind is taken back.
        const group = this.#menu.choices.get(piece.choices[0] ?? '')?.group
        const old = this.#current.wishes.at(-1)
        if (old && this.#menu.choices.get(old.choices[0] ?? '')?.group === group) this.#current.wishes.pop()
        this.#fix = false
      }
      this.#count = undefined
      this.#definite = false
      const current = this.#current ?? this.#mention(token)
      current.wishes.push(wish)
      current.tokens.push(token)
      if (this.#more) current.more = true
      this.#more = false
      this.#open.push(wish)
      return
    }
    this.#item(piece)
  }

  /** What 'no' was last said of, and where that ended. */
  #refused: { choices: readonly string[]; to: number } | undefined

  /** 'no lettuce, tomato or onion' refuses all of them; 'no foam extra shot' and 'no rice and large' only the first: the list is of one kind. */
  #refusalGoesOn(piece: Piece & { kind: 'choice' }): boolean {
    if (this.#listAmount !== 'none') return true
    const first = this.#tokens.indexOf(piece.tokens[0] as Token)
    const to = first + piece.tokens.length
    const group = (id: string): string => this.#menu.choices.get(id)?.group ?? ''
    const before = this.#refused
    if (before && before.to <= first && this.#noHere !== first) {
      const joined = this.#tokens[first - 1]?.tags.has('or') || this.#tokens[first - 1]?.tags.has('and') || (piece.tokens[0]?.gap ?? 0) === gap.comma
      const alike = this.#tokens[first - 1]?.tags.has('or') === true || piece.choices.some(id => before.choices.some(other => group(other) === group(id)))
      if (!alike || (!joined && !this.#listEndsInOr(to))) {
        this.#listAmount = undefined
        return false
      }
    }
    this.#refused = { choices: piece.choices, to }
    return true
  }

  /** A list without commas: 'no lettuce tomato or onion'. */
  #listEndsInOr(at: number): boolean {
    for (const token of this.#tokens.slice(at, at + 6)) {
      if (token.tags.has('or') || token.tags.has('and')) return true
      if (token.gap > gap.space || !this.#isName(token)) return false
    }
    return false
  }

  #item(piece: Piece & { kind: 'item' }): void {
    const words = piece.tokens.flatMap(token => token.senses.flatMap(sense => (sense.kind === 'word' ? [sense.word] : [])))
    const head = piece.items.some(id => words.some(word => this.#menu.items.get(id)?.heads.has(word)))
    if (!piece.whole && !head && this.#current?.items && this.#count !== undefined && this.#deed === 'want' && this.#about.waiting.length === 0 && this.#count.value > 1 && piece.items.length === 1 && !this.#tokens.slice(0, this.#tokens.indexOf(piece.tokens[0] as Token)).at(-2)?.tags.has('and')) {
      // 'two creams': put in, where the menu has cream only in another thing's name.
      this.#clause.unexplained += piece.tokens.reduce((sum, token) => sum + token.text.length, 0)
      this.#count = undefined
      return
    }
    if (!piece.whole && this.#current && ingredient.test(this.#tokens[this.#tokens.indexOf(piece.tokens[0] as Token) - 1]?.text ?? '')) {
      // 'a splash of milk': put in, where the menu knows milk only as a drink.
      return
    }
    if (this.#listAmount === 'none' && this.#tokens[this.#noHere] === piece.tokens[0] && this.#count === undefined) {
      // 'drop the cola', 'no fries': taken off where it is in the order, else not wanted in the first place.
      const there = piece.items.some(id => this.#about.items.includes(id) || this.#mentions.some(mention => mention.items?.includes(id) && mention.deed === 'want'))
      this.#listAmount = undefined
      this.#options = false
      if (!there) return
      const gone = this.#mention(piece.tokens[0])
      Object.assign(gone, { items: piece.items, whole: piece.whole, definite: true, deed: 'remove' satisfies Deed })
      this.#clause.request = true
      return
    }
    // 'with cream cheese': after 'with' a word of some item's name is no order for that item.
    if ((this.#options || this.#listAmount !== undefined) && !piece.whole && this.#count === undefined && !this.#definite && this.#deed === 'want') {
      this.#clause.unexplained += piece.tokens.reduce((sum, token) => sum + token.text.length, 0)
      return
    }
    const open = this.#current
    if (!piece.whole && open?.items && open.whole === false && open.wishes.length === 0 && this.#tokens[this.#tokens.indexOf(piece.tokens[0] as Token) - 1]?.tags.has('and') && this.#count === undefined && !this.#article) {
      // 'egg and cheese': two words of one name.
      const both = open.items.filter(id => piece.items.includes(id))
      if (both.length > 0) {
        open.items = both
        open.tokens.push(...piece.tokens)
        return
      }
    }
    const toward = this.#toward && this.#open.length > 0 && this.#deed !== 'change' && this.#count === undefined
    const wishes = toward ? this.#takeOpen() : []
    const mention = this.#mention(piece.tokens[0])
    mention.items = piece.items
    mention.whole = piece.whole
    mention.tokens = [...piece.tokens]
    mention.wishes.push(...wishes, ...this.#pre)
    for (const choice of piece.with) if (piece.tokens[0]) mention.wishes.push({ choices: [choice], token: piece.tokens[0] })
    this.#pre = []
    const pointed = this.#mentions.at(-2)
    if (this.#made && pointed && pointed.pointer !== undefined && pointed.clause === mention.clause) {
      if (pointed.wishes.length === 0 && pointed.deed === 'change' && this.#count !== undefined && pointed.pointer === 'that') {
        // 'make it two garlic breads'
        this.#mentions.splice(this.#mentions.indexOf(pointed), 1)
        mention.final = true
        mention.definite = true
      } else if (pointed.wishes.length === 0 && pointed.deed === 'change') pointed.deed = 'source'
      else if (this.#count !== undefined || this.#article || this.#and) {
        this.#deed = 'want'
        this.#made = false
      }
    }
    if (this.#count) {
      mention.quantity = this.#count.value
      // 'one medium and one large pizza': the first is a pizza as well.
      if (pointed && !pointed.items && pointed.quantity !== undefined && pointed.wishes.length > 0 && pointed.clause === mention.clause && (pointed.pointer === undefined || (pointed.pointer === 'part' && this.#mentions.length === 2)) && pointed.deed === 'want') {
        pointed.items = piece.items
        pointed.whole = piece.whole
        delete pointed.pointer
      }
    }
    if (this.#made && this.#deed === 'change') {
      this.#made = false
      this.#after = 'want'
    }
    if (this.#onlySaid && mention.quantity !== undefined) mention.only = true
    if (this.#definite || toward) mention.definite = true
    if (this.#reject) {
      mention.deed = 'reject'
      this.#current = undefined
      this.#reject = false
    } else mention.deed = toward && this.#deed === 'remove' ? 'want' : this.#deed
    if (this.#after) this.#deed = this.#after
    this.#after = undefined
    this.#count = undefined
    this.#definite = false
    this.#toward = false
    this.#options = false
    this.#listAmount = undefined
    this.#open = toward ? this.#open : []
  }

  /** What is done from the next thing on: 'make it two burritos, one with …'. */
  #after: Deed | undefined

  /** The wishes said before their target leave the thing that they were put on. */
  #takeOpen(): Wish[] {
    const last = this.#open.at(-1)
    // 'at 30%, extra pearls in one': what was said before a comma stays where it is, unless it is of the same kind.
    const wishes = this.#open.filter(wish => wish === last || !this.#commaBetween(wish.token, last?.token) || (wish.amount !== undefined && wish.amount === last?.amount))
    for (const mention of this.#mentions) mention.wishes = mention.wishes.filter(wish => !wishes.includes(wish))
    this.#dropEmpty()
    this.#open = []
    return wishes
  }

  #commaBetween(from: Token, to: Token | undefined): boolean {
    return this.#tokens.some(token => token.from > from.from && token.from <= (to?.from ?? 0) && token.gap === gap.comma)
  }

  #dropEmpty(): void {
    for (let at = this.#mentions.length - 1; at >= 0; at -= 1) {
      const mention = this.#mentions[at]
      if (mention && !mention.items && !mention.offMenu && mention.wishes.length === 0 && mention.quantity === undefined && mention.pointer === undefined) this.#mentions.splice(at, 1)
    }
    if (this.#current && !this.#mentions.includes(this.#current)) this.#current = this.#mentions.at(-1)
  }

  /** 'one vanilla one caramel': another number with an option of its own comes, or came right before. */
  #partsTold(at: number): boolean {
    if (this.#current?.pointer === 'part' && this.#current.clause === this.#clauses.length) return true
    const next = this.#tokens.slice(at, at + 3).findIndex(token => !token.tags.has('and'))
    return this.#tokens[at + next]?.number !== undefined && this.#isName(this.#tokens[at + next + 1]) && !this.#itemAhead(at + next + 1)
  }

  /** 'and a large': the article of a new thing. */
  #joinedArticle(first: Token | undefined): boolean {
    const at = this.#tokens.indexOf(first as Token)
    const article = this.#tokens[at - 1]
    return article?.tags.has('article') === true && /^(?:a|an)$/.test(article.text) && (this.#tokens[at - 2]?.tags.has('and') === true || article.gap === gap.comma)
  }

  #countable(wish: Wish): boolean {
    const taken = wish.choices.filter(id => this.#current?.items?.some(item => takes(this.#menu, item, id)))
    return (taken.length > 0 ? taken.slice(0, 1) : wish.choices).some(id => this.#menu.groups.get(this.#menu.choices.get(id)?.group ?? '')?.countable)
  }

  /** Whether an item follows within the same noun phrase: 'a large, iced [latte]', 'light ice [latte]'. */
  #nounAhead(at: number): boolean {
    const np = this.#count !== undefined || this.#current === undefined || this.#article
    for (let next = at; next < Math.min(this.#tokens.length, at + 6); next += 1) {
      const token = this.#tokens[next]
      if (!token || token.gap >= gap.stop || (token.gap === gap.comma && !np)) return false
      if (this.#isName(token)) {
        if (token.gap === gap.comma && token.senses.some(sense => sense.kind === 'item')) return false
        const run: Token[] = []
        for (let to = next; to < this.#tokens.length && this.#isName(this.#tokens[to]) && (to === next || (this.#tokens[to]?.gap ?? 0) <= gap.space); to += 1) run.push(this.#tokens[to] as Token)
        const pieces = this.#pieces(run, false)
        if (pieces.some(piece => piece.kind === 'item')) return pieces[0]?.kind === 'choice' || token.gap <= gap.space
        if (pieces.some(piece => piece.kind !== 'choice')) return false
        next += run.length - 1
        continue
      }
      if (token.number !== undefined || token.tags.has('with') || token.tags.has('without') || token.tags.has('want') || token.tags.has('put')) return false
      if (token.tags.has('counter')) continue
      // 'a chocolate [croissant]' where the menu has none: what describes it is no option of the thing before.
      return np && token.gap <= gap.space && token.tags.has('product') && next === at
    }
    return false
  }

  #article = false
  /** 'and' stands right before. */
  #and = false

  #mention(token: Token | undefined): Mention {
    const mention: Mention = { deed: this.#deed, wishes: [], clause: this.#clauses.length, tokens: token ? [token] : [] }
    if (this.#fix && this.#dangling) this.#dangling = false
    else if (this.#fix) {
      const before = this.#current
      // 'a small … no, a large cola': what was begun is dropped, and corrects nothing before it.
      if (before && !before.items && !before.offMenu && before.pointer === undefined && before.quantity === undefined && this.#incomplete && this.#mentions.includes(before)) this.#mentions.splice(this.#mentions.indexOf(before), 1)
      else mention.fix = true
    }
    if (this.#more) mention.more = true
    this.#fix = false
    this.#more = false
    this.#mentions.push(mention)
    this.#current = mention
    return mention
  }

  #incomplete = false
  /** The thing that a list of options was begun for. */
  #withSaid: Mention | undefined
  /** A phrase was broken off before its noun. */
  #dangling = false

  #rejectWish(wish: Wish): void {
    for (const mention of this.#mentions) mention.wishes = mention.wishes.filter(one => !one.choices.some(id => wish.choices.includes(id)))
    // What stands on the line already goes as well.
    const current = this.#current
    if (current && current.items === undefined) current.wishes.unshift({ ...wish, undo: true })
    this.#reject = false
  }

  #part(value: number, token: Token, wish?: Wish): void {
    const current = this.#current
    const group = this.#menu.choices.get(wish?.choices[0] ?? '')?.group
    const against = this.#menu.groups.get(group ?? '')?.max === 1 && current?.wishes.some(one => this.#menu.choices.get(one.choices[0] ?? '')?.group === group)
    if (against && current?.items && (current.quantity ?? 1) <= value) {
      // 'one hot americano and one iced': another of the same.
      const mention = this.#mention(token)
      mention.items = current.items
      if (current.whole !== undefined) mention.whole = current.whole
      mention.quantity = value
      mention.also = true
      return
    }
    const mention = this.#mention(token)
    mention.quantity = value
    if (current?.items || current?.pointer !== undefined || (this.#mentions.length > 1 && !this.#definite)) mention.pointer = 'part'
  }

  /** Something pointed to: what was wished right before goes there. */
  #target(pointer: Pointer, token: Token, quantity: number | undefined): void {
    const wishes = (this.#toward || this.#deed === 'remove') && this.#open.length > 0 ? this.#takeOpen() : []
    const mention = this.#mention(token)
    mention.pointer = pointer
    mention.wishes.push(...wishes, ...this.#pre)
    this.#pre = []
    if (wishes.length > 0 && this.#deed === 'remove') mention.deed = 'want'
    if (quantity !== undefined) mention.quantity = quantity
    if (!this.#toward) {
      this.#listAmount = undefined
      this.#options = false
    }
    this.#toward = false
    this.#definite = false
  }

  // ---- what nothing explains

  #unknown(at: number): number {
    const token = this.#tokens[at]
    if (!token) return at + 1
    if (this.#nameAfterUnknown(at) && !this.#options && this.#listAmount === undefined) return this.#run(at)
    // A noun that something was said about: an article, a number or an order before it, or nothing but itself.
    let to = at
    while (to + 1 < this.#tokens.length && (!this.#tokens[to + 1]?.known || (this.#tokens[to + 1]?.tags.has('product') && !this.#isName(this.#tokens[to + 1]))) && (this.#tokens[to + 1]?.gap ?? 9) <= gap.space) to += 1
    const run = this.#tokens.slice(at, to + 1)
    if (token.known) this.#clause.menu = true
    if (this.#tokens[to + 1]?.tags.has('want') && !token.known) {
      // 'my coworkers want': who it is for.
      this.#clause.explained += run.reduce((sum, one) => sum + one.text.length, 0)
      return to + 1
    }
    const counted = this.#count !== undefined || this.#article
    const ordered = this.#clause.request || (counted && this.#started === false)
    const letters = run.reduce((sum, one) => sum + one.text.length, 0)
    const rambling = this.#clause.unexplained > 0 && !this.#clause.request
    if (!rambling && !this.#options && this.#listAmount === undefined && !this.#clause.question && !this.#clause.talk && !this.#clause.undecided && (counted || (ordered && this.#justOrdered(at)) || this.#aloneInList(at, to)) && this.#nounEnds(to + 1)) {
      this.#clause.explained += letters
      this.#offMenu(run)
      return to + 1
    }
    if (token.known) this.#clause.explained += letters
    else this.#clause.unexplained += letters
    if (this.#noHere === at) this.#listAmount = undefined
    this.#count = undefined
    this.#nextAmount = undefined
    return to + 1
  }

  /** The order word or a joining word stands right before: 'give me pancakes', 'and pancakes'. */
  #justOrdered(at: number): boolean {
    const before = this.#tokens[at - 1]
    return before !== undefined && (before.tags.has('want') || before.tags.has('and') || before.tags.has('article') || before.tags.has('counter') || before.tags.has('the') || before.number !== undefined || before.tags.has('more'))
  }

  #aloneInList(at: number, to: number): boolean {
    const before = this.#tokens[at - 1]
    const after = this.#tokens[to + 1]
    if (/(?:ed|less|free|ly|ing)$/.test(this.#tokens[at]?.text ?? '')) return false
    const starts = before === undefined || before.tags.has('and') || (this.#tokens[at]?.gap ?? 0) >= gap.comma
    return starts && after !== undefined && (after.tags.has('and') || after.text === 'please' || after.gap === gap.comma) && !this.#clause.talk
  }

  #nounEnds(at: number): boolean {
    const next = this.#tokens[at]
    if (!next) return true
    if (next.tags.has('talk') || next.tags.has('undecided') || next.tags.has('inquiry')) return next.gap >= gap.stop
    return true
  }

  #offMenu(tokens: readonly Token[]): void {
    if (this.#reject) {
      this.#reject = false
      return
    }
    const named = this.#current
    if (named?.items && named.wishes.every(wish => wish.token.to <= (named.tokens[0]?.from ?? 0)) && tokens[0] && named.tokens.at(-1)?.to === tokens[0].from && tokens[0].gap <= gap.space) {
      // 'a root beer float': the name goes on, and is on no menu.
      delete named.items
      named.offMenu = true
      named.wishes = []
      named.tokens.push(...tokens)
      return
    }
    const mention = this.#mention(tokens[0])
    mention.offMenu = true
    mention.tokens = [...tokens]
    this.#pre = []
    this.#nextAmount = undefined
    this.#count = undefined
    this.#definite = false
    this.#open = []
  }

  // ---- numbers

  #number(token: Token, at: number): number {
    this.#clause.explained += token.text.length
    const value = token.number ?? 1
    const numbered = this.#numbered(value, at)
    if (value === 0 && numbered === undefined) return at + 1
    if (numbered !== undefined) {
      const current = this.#current ?? this.#mention(token)
      const wish: Wish = { choices: [numbered], token }
      current.wishes.push(wish)
      this.#open.push(wish)
      this.#fix = false
      return at + 1
    }
    if (this.#tokens[at + 1]?.text === 'of us') {
      // 'there are five of us'
      this.#clause.question = false
      return at + 2
    }
    let next = at + 1
    while (this.#tokens[next]?.tags.has('counter') && (this.#tokens[next]?.gap ?? 9) <= gap.space && !this.#isName(this.#tokens[next])) {
      this.#clause.explained += this.#tokens[next]?.text.length ?? 0
      next += 1
    }
    const after = this.#tokens[next]
    const counted = next > at + 1 ? (this.#tokens[next - 1]?.text ?? '') : ''
    if (token.tags.has('thing') && this.#definite && after && after.gap <= gap.space) {
      const told = this.#told(next)
      if (told) {
        this.#target(told.pointer, token, undefined)
        return told.to
      }
    }
    if (token.tags.has('thing') && this.#definite && !this.#isName(after)) {
      this.#target('that', token, undefined)
      return next
    }
    if (after && after.tags.has('plain') && after.gap <= gap.space && this.#severalBefore(value) && !this.#itemAhead(next)) {
      // 'two coffees, one black …'
      this.#mention(token).quantity = value
      if (this.#current) this.#current.pointer = 'part'
      return next
    }
    const joined = this.#tokens[at - 1]?.tags.has('and') === true || token.gap === gap.comma
    if (after && after.gap <= gap.space && this.#isName(after) && this.#itemAhead(next, joined)) {
      this.#options = false
      this.#listAmount = undefined
    }
    if (after && after.gap <= gap.space && (this.#isName(after) || ((!after.known || after.tags.has('product')) && after.gap <= gap.space))) {
      this.#count = { value, token }
      return next
    }
    if (after && after.gap <= gap.space && (after.tags.has('extra') || after.tags.has('light') || after.tags.has('more') || after.tags.has('article')) && this.#nameWithin(next)) {
      this.#count = { value, token }
      if (after.tags.has('more')) this.#more = true
      if (after.tags.has('extra') && this.#choiceOnly(next + 1)) return next + 1
      return after.tags.has('more') ? next + 1 : next
    }
    if (after?.tags.has('that') && after.gap <= gap.space && after.text.startsWith('of') && this.#isName(this.#tokens[next + 1]) && (this.#tokens[next + 1]?.gap ?? 9) <= gap.space && this.#itemAhead(next + 1)) {
      this.#count = { value, token }
      return next + 1
    }
    if (after?.tags.has('that') && after.gap <= gap.space && after.text.startsWith('of')) {
      this.#clause.explained += after.text.length
      this.#ofThem(value, token, next)
      return next + 1
    }
    if (after?.tags.has('each') && after.gap <= gap.space && this.#tokens[next + 1]?.tags.has('counter') && this.#choiceOnly(next + 2)) {
      // 'two pumps each of vanilla and caramel'
      this.#countEach = value
      return next + 2
    }
    if (after?.tags.has('each') && after.gap <= gap.space && this.#current) {
      this.#current.quantity ??= value
      return next
    }
    const current = this.#current
    if (/pump|shot|spoon|packet|squirt/.test(counted)) {
      // 'one more pump': of what was put in last.
      const mention = this.#mention(token)
      mention.wishes.push({ choices: [], count: value, token, ...(mention.more && { more: true }) })
      delete mention.more
      return next
    }
    if (after && (after.tags.has('with') || after.tags.has('without') || (after.tags.has('in') && this.#severalBefore(value) && this.#nameWithin(next + 1))) && after.gap <= gap.space) {
      // 'two pizzas with ham and one with sausage': the first are complete, so this is another.
      const model = this.#current
      if (this.#and && token.gap <= gap.space && model?.items && this.#withSaid === model) {
        const mention = this.#mention(token)
        mention.items = model.items
        if (model.whole !== undefined) mention.whole = model.whole
        mention.quantity = value
        return next
      }
      this.#part(value, token)
      return next
    }
    if (current?.items && current.quantity === undefined && !this.#fix && this.#deed === 'want' && this.#mentions.at(-1) === current && (token.gap === gap.comma || !this.#definite)) {
      current.quantity = value
      return next
    }
    const down = /^(?:to|down to)$/.test(this.#tokens[at - 1]?.text ?? '')
    if (this.#toward && this.#open.length > 0 && (this.#current?.quantity ?? this.#about.items.length) > 0 && value < 10) {
      // 'four sugars in one'
      this.#target('part', token, value)
      return next
    }
    const pointed = current && current.pointer !== undefined && current.quantity === undefined && current.wishes.length === 0 && current.clause === this.#clauses.length
    const mention = pointed ? current : this.#mention(token)
    mention.quantity = value
    if (this.#deed === 'change' || this.#made || down) mention.final = true
    if (this.#onlySaid) mention.only = true
    return next
  }

  /** Whether more than this many of a thing were just named, so that some of them can be told apart. */
  #severalBefore(count: number): boolean {
    const named = this.#mentions.findLast(mention => mention.items !== undefined)
    return named !== undefined && (named.quantity ?? 1) > count && named.deed !== 'remove'
  }

  /** 'the one with oat milk', 'the one that's not well done': a line by what it has or lacks. */
  #told(at: number): { pointer: Pointer; to: number } | undefined {
    const words: string[] = []
    for (let to = at; to < Math.min(this.#tokens.length, at + 4); to += 1) {
      const token = this.#tokens[to]
      if (!token || token.gap > gap.space) return undefined
      if (this.#isName(token)) {
        const choices = token.senses.flatMap(sense => (sense.kind === 'choice' ? [sense.choice] : []))
        if (choices.length === 0 || words.length === 0) return undefined
        const lacks = words.some(word => /\b(?:not|no|without|isnt|doesnt|dont)\b/.test(word))
        return { pointer: lacks ? { lacking: choices } : { having: choices }, to: to + 1 }
      }
      if (!/^(?:that|thats|that is|is|isnt|not|with|without|has|having|with no|no|which|which is|the|in|that has|doesnt|have|dont)$/.test(token.text)) return undefined
      words.push(token.text)
    }
    return undefined
  }

  /** 'fifty' when the levels have numbers: the choice that has the number in its name. */
  #numbered(value: number, at: number): string | undefined {
    const after = this.#tokens[at + 1]
    if (after && after.gap <= gap.space && (this.#isName(after) || after.tags.has('that') || !after.known)) return undefined
    const { asked } = this.#about
    const group = asked !== undefined && value !== 1 ? [asked] : value >= 20 ? [...this.#about.groups, ...(this.#current?.items ?? []).flatMap(item => this.#menu.items.get(item)?.groups ?? [])] : []
    return group.map(id => this.#menu.numbered(id, value)).find(id => id !== undefined)
  }

  #made = false
  #onlySaid = false

  #ofThem(value: number, token: Token, at: number): void {
    const target = this.#toward && this.#open.length > 0
    // 'two of them well done', 'one of them decaf': something more is said of them, understood or not.
    const wished = this.#tokens.slice(at + 1).some((one, index, rest) => rest.slice(0, index + 1).every(each => each.gap <= gap.comma) && (!one.known || this.#isName(one) || ['with', 'without', 'light', 'extra', 'quality', 'to', 'in'].some(tag => one.tags.has(tag as Tag))))
    const current = this.#current
    const only = current?.wishes[0]
    if (only && !current.items && current.pointer === undefined && current.wishes.length === 1 && this.#countable(only) && !target && only.count === undefined) {
      // 'honey mustard, two of those'
      only.count = value
      return
    }
    if (target || this.#made || (wished && !this.#more) || this.#deed === 'remove') {
      this.#target('part', token, value)
      if (this.#deed === 'remove' && this.#current?.wishes.length === 0) this.#current.pointer = 'that'
      return
    }
    if (this.#fix || this.#more || !(current?.items && current.quantity === undefined)) {
      const mention = this.#mention(token)
      mention.pointer = mention.more ? 'same' : 'that'
      mention.quantity = value
      return
    }
    current.quantity = value
  }

  #nameWithin(at: number): boolean {
    return this.#tokens.slice(at, at + 3).some((token, index) => (index === 0 || token.gap <= gap.space) && this.#isName(token))
  }

  #countableNext(at: number): boolean {
    return this.#tokens[at]?.senses.some(sense => sense.kind === 'choice' && !sense.part && this.#menu.groups.get(this.#menu.choices.get(sense.choice)?.group ?? '')?.countable) ?? false
  }

  #choiceOnly(at: number): boolean {
    const token = this.#tokens[at]
    return token !== undefined && this.#isName(token) && token.senses.every(sense => sense.kind === 'choice' || sense.kind === 'group')
  }

  // ---- words

  #tag(token: Token, at: number): number {
    const { tags } = token
    const next = this.#tokens[at + 1]
    const opening = !this.#started
    if (/^(?:please|pls|plz|thanks|thank you)\b/.test(token.text)) this.#clause.polite = true
    if (!tags.has('filler') && !tags.has('greeting') && !tags.has('fix') && !tags.has('and') && !tags.has('yes') && !tags.has('person')) this.#started = true
    if (!tags.has('counter')) this.#article = false
    this.#and = false
    if (tags.has('done') && !(tags.has('without') && this.#isName(next))) {
      this.#done = true
      return at + 1
    }
    if (tags.has('pay')) {
      this.#done = true
      return at + 1
    }
    if (tags.has('repeat')) {
      this.#repeat = true
      return at + 1
    }
    if (tags.has('recite') && this.#tokens.slice(at + 1).some(one => /^(?:back|that|it|everything|all|my order|the order|order|whole order|what i.*)$/.test(one.text) || one.tags.has('order') || one.tags.has('that'))) {
      this.#repeat = true
      return at + 1
    }
    if (tags.has('plain') && this.#noHere === at) {
      // 'no regular onions'
      this.#noHere = at + 1
      return at + 1
    }
    if (tags.has('undecided')) {
      this.#clause.undecided = true
      return at + 1
    }
    if (tags.has('fix')) {
      // 'actually no whip': the no belongs to what follows.
      if (token.text.endsWith(' no') && next && next.gap <= gap.space && this.#isName(next) && this.#choiceOnly(at + 1)) {
        this.#listAmount = 'none'
        this.#options = true
        return at + 1
      }
      return this.#correct(at)
    }
    if (token.text === 'no' && next !== undefined && next.gap >= gap.comma) {
      if (this.#mentions.length > 0 || this.#pre.length > 0) return this.#correct(at)
      this.#answer = 'no'
      return at + 1
    }
    if (tags.has('no')) this.#answer ??= 'no'
    if (tags.has('yes') && opening) this.#answer ??= 'yes'
    if (tags.has('cancel')) return this.#cancelSaid(at)
    if (tags.has('make')) return this.#make(token, at)
    if (telling.test(token.text) && this.#tells(at)) {
      // 'these fries are so good', 'my burger is missing bacon'
      this.#clause.talk = true
      return at + 1
    }
    if (/^(?:theres|there is|there was)$/.test(token.text) && next?.number === undefined) {
      this.#clause.talk = true
      return at + 1
    }
    if (tags.has('want') && this.#asked && /^(?:order|get|need|want|buy|ordering)$/.test(token.text)) return at + 1
    if (tags.has('want')) {
      if (this.#mentions.some(mention => mention.clause === this.#clauses.length) || this.#clause.talk || this.#clause.question) this.#endClause(false)
      this.#clause.request = true
      this.#started = true
      this.#deed = 'want'
      this.#options = false
      this.#listAmount = undefined
      return at + 1
    }
    if ((tags.has('inquiry') || tags.has('asking')) && opening) {
      this.#clause.question = true
      this.#asked = /^(?:do|does|did|is|are|was|were|how|what|which|why)\b/.test(token.text)
      if (/how much|\b(?:that|it|this|sizes|flavors|kinds?|types?|sorts?)\b|^(?:do|have|got|you|is there|are there)\b.*\b(?:have|got|sell|serve|offer|make|there|carry)\b/.test(token.text)) this.#clause.menuLike = true
      return at + 1
    }
    if (tags.has('put') && (!tags.has('filler') || this.#nameWithin(at + 1))) {
      this.#verb('want')
      this.#options = true
      return at + 1
    }
    if (tags.has('remove') && !(tags.has('without') && this.#choiceOnly(at + 1))) {
      this.#verb('remove')
      if (/\bthe$/.test(token.text)) this.#definite = true
      if (/\bone$/.test(token.text)) this.#count = { value: 1, token }
      return at + 1
    }
    if (tags.has('change')) {
      this.#verb('source')
      if (/\bthe$/.test(token.text)) this.#definite = true
      return at + 1
    }
    if (tags.has('reduce')) {
      this.#verb('want')
      this.#made = true
      return at + 1
    }
    if (tags.has('not')) {
      this.#reject = true
      if (/\bthe$/.test(token.text)) this.#definite = true
      return at + 1
    }
    if (tags.has('insteadOf')) {
      this.#reject = true
      this.#options = this.#open.length > 0
      if (/\bthe$/.test(token.text)) this.#definite = true
      return at + 1
    }
    if (tags.has('without') && token.text === 'no' && this.#choiceOnly(at + 1) && this.#sameManner(this.#tokens[at + 1])) {
      // 'rare no medium rare': the last one is taken back.
      this.#fix = true
      return at + 1
    }
    if (tags.has('without')) {
      this.#listAmount = 'none'
      this.#nextAmount = undefined
      this.#options = true
      this.#noHere = at + 1
      return at + 1
    }
    if (tags.has('more') || tags.has('same')) return this.#moreSaid(token, at)
    if (tags.has('light') || tags.has('extra')) {
      const amount = tags.has('light') ? 'light' : 'extra'
      const last = this.#open.at(-1)
      const named = this.#nameWithin(at + 1)
      const fold = lookUp(folds, token.text)
      if (fold !== undefined && next && next.gap <= gap.space && this.#countableNext(at + 1)) {
        this.#count = { value: fold, token }
        return at + 1
      }
      if (named && (next?.gap ?? 9) <= gap.space) {
        this.#nextAmount = this.#listAmount === 'none' && this.#noHere === at ? 'none' : amount
        if (this.#noHere !== at) this.#listAmount = undefined
        if (this.#nextAmount === 'none' && amount === 'extra') this.#skipNext = true
        this.#options = true
      } else if (next && next.gap <= gap.space && (next.tags.has('classNoun') || next.tags.has('menu') || !next.known)) {
        // 'light sauce' where the menu has no such thing: nothing before it is meant.
        return at + 1
      } else if (last && last.amount === undefined && (token.gap <= gap.space)) last.amount = amount
      return at + 1
    }
    if (tags.has('last')) {
      this.#target('last', token, undefined)
      return at + 1
    }
    if (tags.has('rest') && token.text.includes('another') && this.#anotherOfSame(token, at)) return at + 1
    if (tags.has('rest')) {
      this.#target('rest', token, undefined)
      return at + 1
    }
    if (tags.has('all') && this.#about.waiting.length > 0 && next && next.gap <= gap.space && this.#isName(next) && !this.#choiceOnly(at + 1)) return at + 1
    if (tags.has('all') && !(tags.has('extra') && this.#nameWithin(at + 1) && this.#options)) {
      this.#all(token)
      return next?.tags.has('that') && next.text.startsWith('of') ? at + 2 : at + 1
    }
    if (token.text === 'half' && next && next.gap <= gap.space && this.#choiceOnly(at + 1)) return at + 1
    if (tags.has('half')) {
      this.#target('part', token, undefined)
      if (this.#current) this.#current.half = true
      return at + 1
    }
    if (tags.has('each')) {
      if (/one/.test(token.text) && this.#current === undefined) {
        const mention = this.#mention(token)
        mention.each = true
        mention.quantity = this.#count?.value ?? 1
      } else if (this.#current && /^each|apiece|a piece/.test(token.text)) this.#current.each = true
      else if (this.#current) this.#current.each = true
      this.#count = undefined
      return at + 1
    }
    if (tags.has('with')) {
      this.#reject = false
      if (this.#deed === 'source' || this.#deed === 'change') {
        this.#goal()
        return at + 1
      }
      if (tags.has('that') && /with/.test(token.text) && this.#about.choices.length > 0 && this.#current) {
        this.#current.wishes.push({ choices: this.#about.choices, token })
        return at + 1
      }
      if (tags.has('that') && this.#open.length > 0) {
        // 'dressing on it': on what was just named.
        return at + 1
      }
      const pointing = next !== undefined && (next.number !== undefined && this.#tokens[at + 2]?.tags.has('that'))
      if (pointing && this.#open.length > 0) {
        this.#toward = true
        return at + 1
      }
      this.#options = true
      this.#listAmount = undefined
      this.#withSaid = this.#current
      return at + 1
    }
    if ((tags.has('to') || tags.has('in')) && (this.#deed === 'source') && /^(?:to|into|for|with|by)$/.test(token.text)) {
      this.#goal()
      return at + 1
    }
    if (tags.has('that') && !(tags.has('the') && (this.#isName(next) || next?.tags.has('thing')))) {
      if (this.#count && token.text.startsWith('of')) {
        const { value } = this.#count
        this.#count = undefined
        this.#ofThem(value, token, at)
        return at + 1
      }
      const told = /\bones?$/.test(token.text) ? this.#told(at + 1) : undefined
      if (told) {
        this.#target(told.pointer, token, undefined)
        return told.to
      }
      const toward = /^(?:on|in|to|for|from|off|with|of)\b/.test(token.text)
      const alone = !toward && (token.text === 'it' || token.text === 'this' || token.text === 'these') && tags.has('filler') && this.#deed === 'want' && !this.#made && !this.#toward
      if (alone && this.#mentions.length > 0) return at + 1
      if (alone && !this.#nameWithin(at + 1) && this.#open.length === 0 && next === undefined && !this.#clause.request) return at + 1
      if (/with/.test(token.text)) {
        if (this.#about.choices.length > 0 && this.#current) this.#current.wishes.push({ choices: this.#about.choices, token })
        return at + 1
      }
      if (toward) this.#toward = true
      if (toward && this.#mentions.length > 0 && this.#open.length > 0 && this.#current?.items) return at + 1
      this.#target(/them|those|these/.test(token.text) ? 'those' : 'that', token, undefined)
      return at + 1
    }
    if (tags.has('the')) {
      this.#definite = true
      return at + 1
    }
    if (tags.has('article')) {
      this.#article = true
      if (/^an?$/.test(token.text) && this.#noHere !== at) this.#listAmount = undefined
      if (this.#tokens[at - 1]?.tags.has('in') && this.#optionOfCurrent(at + 1)) return at + 1
      const joined = this.#tokens[at - 1]?.tags.has('and') === true || token.gap === gap.comma
      if (this.#deed !== 'remove' && this.#deed !== 'change' && this.#itemAhead(at + 1, joined)) {
        this.#options = false
        this.#listAmount = undefined
      }
      return at + 1
    }
    if (tags.has('in') && this.#optionOfCurrent(at + 1)) {
      // 'a breakfast sandwich on a croissant'
      this.#options = true
      return at + 1
    }
    if (tags.has('in') || tags.has('to')) {
      this.#toward = true
      if (/\bthe$/.test(token.text)) this.#definite = true
      return at + 1
    }
    if (token.text === 'instead') this.#instead = true
    if (token.text === 'so' && this.#digression(at + 1)) {
      this.#clause.talk = true
      this.#endClause(false)
      this.#current = undefined
      return at + 1
    }
    if (tags.has('and') || tags.has('or')) {
      this.#toward = false
      if (token.text === 'plus') this.#listAmount = undefined
      this.#and = true
      return at + 1
    }
    if (tags.has('only')) this.#onlySaid = true
    if (tags.has('menu') || tags.has('quality')) this.#clause.menu = true
    if (this.#clause.question && (tags.has('that') || tags.has('quality'))) this.#clause.menuLike = true
    if (tags.has('talk')) {
      this.#clause.weak += 1
      if (past.test(token.text)) this.#clause.talk = true
    }
    if ((tags.has('inquiry') || tags.has('asking')) && !this.#clause.request && this.#mentions.length === 0) this.#clause.question = true
    if (tags.has('nonItem')) this.#count = undefined
    return at + 1
  }

  /** Whether the next name, perhaps after an article, is an item's, and an option of the thing spoken of as well. */
  #optionOfCurrent(at: number): boolean {
    const next = this.#tokens[at]?.tags.has('article') || this.#tokens[at]?.tags.has('the') ? this.#tokens[at + 1] : this.#tokens[at]
    const current = this.#current?.items
    if (!next || !current || next.gap > gap.space) return false
    return next.senses.some(sense => sense.kind === 'item') && next.senses.some(sense => sense.kind === 'choice' && current.some(item => takes(this.#menu, item, sense.choice)))
  }

  #instead = false
  /** It is asked how something is: what follows asks for nothing. */
  #asked = false
  #skipNext = false
  /** How many of each choice that follows: 'two pumps each of …'. */
  #countEach: number | undefined
  /** The place right after a 'no'. */
  #noHere = -1

  /** A way a thing comes, of which it has one: a size, hot or iced. */
  #isManner(wish: Wish): boolean {
    const group = this.#menu.groups.get(this.#menu.choices.get(wish.choices[0] ?? '')?.group ?? '')
    return group !== undefined && group.max === 1 && group.choices.length > 1
  }

  /** Whether a choice is of the same kind as the last one said, of which only one can be. */
  #sameManner(token: Token | undefined): boolean {
    const last = this.#open.at(-1) ?? this.#current?.wishes.at(-1)
    const group = this.#menu.groups.get(this.#menu.choices.get(last?.choices[0] ?? '')?.group ?? '')
    if (!group || group.max !== 1 || group.choices.length < 2) return false
    return token?.senses.some(sense => sense.kind === 'choice' && this.#menu.choices.get(sense.choice)?.group === group.id) ?? false
  }

  #verb(deed: Deed): void {
    this.#settle()
    this.#started = true
    this.#deed = deed
    // 'my doctor told me to cut down': what is told asks for nothing.
    if (!this.#clause.talk && !this.#asked) this.#clause.request = true
    this.#options = false
    this.#listAmount = undefined
    this.#nextAmount = undefined
    this.#open = []
    if (deed !== 'want' || this.#current?.clause !== this.#clauses.length || this.#current.deed !== 'want') this.#current = undefined
    this.#made = false
  }

  /** Whether a verb of telling follows a thing that is not in the order: how it is, not that it is wanted. */
  #tells(at: number): boolean {
    if (this.#clause.request || this.#clause.question) return false
    const named = this.#mentions.findLast(mention => mention.clause === this.#clauses.length && (mention.items !== undefined || mention.offMenu === true))
    if (!named) return false
    const before = this.#tokens[this.#tokens.indexOf(named.tokens[0] as Token) - 1]
    const pointed = before !== undefined && /^(?:this|these|my|your|our)$/.test(before.text)
    const known = named.items?.some(id => this.#about.items.includes(id) || this.#mentions.some(other => other !== named && other.items?.includes(id))) === true
    return (pointed || !known) && this.#tokens[at - 1]?.tags.has('each') !== true && this.#tokens[at - 1]?.number === undefined
  }

  /** 'substitute almond milk': a change that names only the new option is a wish. */
  #settle(): void {
    for (const mention of this.#mentions) {
      const goal = this.#mentions.some(other => other.deed === 'change' && other.clause === mention.clause)
      if (mention.deed === 'source' && mention.clause === this.#clauses.length && !goal && mention.wishes.length > 0) mention.deed = 'want'
    }
  }

  #goal(): void {
    // 'swap the almond for soy': what was named first goes.
    const first = this.#current
    this.#deed = 'change'
    this.#current = undefined
    if (first && !first.items && first.pointer === undefined && first.wishes.length > 0) {
      for (const wish of first.wishes) wish.undo = true
      first.deed = 'want'
      first.pointer = { having: first.wishes.flatMap(wish => wish.choices) }
      this.#current = first
    }
    this.#open = []
    this.#options = false
  }

  #make(token: Token, at: number): number {
    // 'the first one should be large'
    if (token.text === 'should be' && this.#current && this.#current.clause === this.#clauses.length) return at + 1
    this.#verb('change')
    this.#made = true
    const { text } = token
    if (/\bone of them$/.test(text)) this.#target('part', token, 1)
    else if (/\bone$/.test(text)) this.#count = { value: 1, token }
    else if (/\b(?:both|all)\b/.test(text)) this.#target('all', token, undefined)
    else if (/\b(?:them|those)$/.test(text)) this.#target('those', token, undefined)
    else if (/\b(?:that|it|mine)\b/.test(text)) this.#target('that', token, undefined)
    else if (/\bthe$/.test(text)) this.#definite = true
    return at + 1
  }

  #all(token: Token): void {
    const current = this.#current
    if (current && this.#open.length > 0 && !this.#toward && this.#clauses.length === current.clause) {
      // 'dark roast for all of them' carries 'for' in the word itself.
      if (/^(?:for|in|on)\b|either|any|everything/.test(token.text)) this.#toward = true
    }
    this.#target('all', token, undefined)
    this.#options = false
  }

  /** 'a burrito with chicken and another with steak': one more of the kind, without what the first has. */
  #anotherOfSame(token: Token, at: number): boolean {
    const model = this.#mentions.findLast(mention => mention.items !== undefined && mention.deed === 'want')
    const next = this.#tokens[at + 1]
    const described = next !== undefined && next.gap <= gap.space && (next.tags.has('with') || next.tags.has('without') || (next.tags.has('in') && this.#nameWithin(at + 2)))
    if (!model?.items || !described || this.#severalBefore(1)) return false
    const mention = this.#mention(token)
    mention.items = model.items
    if (model.whole !== undefined) mention.whole = model.whole
    mention.also = true
    mention.quantity = 1
    return true
  }

  #moreSaid(token: Token, at: number): number {
    if (/^another(?: one)?$/.test(token.text) && this.#anotherOfSame(token, at)) return at + 1
    const next = this.#tokens[at + 1]
    if (token.text === 'no more') return at + 1
    const named = next !== undefined && next.gap <= gap.space && (this.#isName(next) || next.tags.has('counter') || (!next.known && next.gap <= gap.space) || ((next.tags.has('extra') || next.tags.has('light') || next.tags.has('article')) && this.#nameWithin(at + 2)))
    if (token.tags.has('more') && named) {
      this.#more = true
      if (/one|another|second|additional|an extra/.test(token.text)) {
        if (next.tags.has('counter') && !this.#nameWithin(at + 2)) return this.#number({ ...token, number: 1 }, at)
        this.#count = { value: 1, token }
      }
      return at + 1
    }
    if (token.tags.has('same') || token.text === 'another') {
      const current = this.#current
      if (current?.pointer === 'same') return at + 1
      if (current?.items && current.clause === this.#clauses.length && /same|identical|like/.test(token.text) && current.whole !== undefined) {
        // 'second mocha exactly the same'
        current.more = true
        return at + 1
      }
      this.#target('same', token, this.#count?.value)
      this.#count = undefined
      return at + 1
    }
    const current = this.#current
    if (this.#count) {
      const mention = this.#mention(token)
      mention.more = true
      mention.quantity = this.#count.value
      this.#count = undefined
    } else if (current) current.more = true
    else this.#more = true
    return at + 1
  }

  /** Whether an item follows; `fresh` where a new thing is likely to begin: 'with oat milk and an espresso'. */
  #itemAhead(at: number, fresh = false): boolean {
    const run: Token[] = []
    for (let to = at; to < this.#tokens.length && to < at + 6; to += 1) {
      const token = this.#tokens[to]
      if (!token || token.gap > gap.space) break
      if (this.#isName(token)) run.push(token)
      else if (!(token.tags.has('counter') || token.tags.has('filler') || token.tags.has('article')) || token.tags.has('and')) break
    }
    return run.length > 0 && this.#pieces(run, this.#options && !fresh).some(piece => piece.kind === 'item' && (!fresh || !this.#options || piece.whole || !piece.tokens.some(token => token.senses.some(sense => sense.kind === 'choice'))))
  }

  #correct(at: number): number {
    const next = this.#tokens[at + 1]
    if (!next) return at + 1
    this.#fix = true
    this.#incomplete = this.#pre.length > 0 || (this.#current !== undefined && !this.#current.items)
    this.#pre = []
    this.#count = undefined
    this.#open = []
    this.#listAmount = undefined
    this.#nextAmount = undefined
    return at + 1
  }

  #cancelSaid(at: number): number {
    const next = this.#tokens[at + 1]
    const bare = /^(?:cancel|never mind|nevermind|scrap)$/.test(this.#tokens[at]?.text ?? '')
    const rest = this.#tokens.slice(at + 1, at + 5)
    if (bare && rest.some(token => token.tags.has('order')) && !rest.some(token => this.#isName(token))) {
      this.#cancel = true
      this.#clause.request = true
      return at + 1
    }
    if (bare && next && next.gap < gap.comma && !next.tags.has('filler')) {
      this.#verb('remove')
      return at + 1
    }
    if (bare && /mind/.test(this.#tokens[at]?.text ?? '') && next && this.#tokens.slice(at + 1).some(token => this.#isName(token)) && !this.#tokens.slice(at + 1).some(token => token.tags.has('cancel'))) return this.#correct(at)
    this.#cancel = true
    this.#clause.request = true
    return at + 1
  }

  #listGoesOn(at: number): boolean {
    const token = this.#tokens[at]
    return token !== undefined && this.#listAmount !== undefined && (this.#choiceOnly(at) || token.tags.has('or'))
  }

  // ---- clauses

  #endClause(asked: boolean): void {
    const clause = this.#clause
    const here = this.#mentions.filter(mention => mention.clause === this.#clauses.length)
    const only = here[0]
    if (this.#instead && here.length === 1 && only?.items && only.deed === 'want' && only.quantity === undefined && this.#about.items.length > 0) {
      // 'curly fries instead': in the place of what was spoken of last.
      only.deed = 'change'
      only.goal = true
    }
    this.#instead = false
    this.#settle()
    if (this.#pre.length > 0) {
      const mention = this.#mention(this.#pre[0]?.token)
      mention.wishes.push(...this.#pre)
      this.#pre = []
    }
    if (this.#count) {
      const mention = this.#mention(this.#count.token)
      mention.quantity = this.#count.value
      this.#count = undefined
    }
    if (clause.explained + clause.unexplained > 0) {
      if (asked && !clause.request && clause.menu && this.#mentions.every(mention => mention.clause !== this.#clauses.length)) clause.question = true
      clause.bare = !clause.request && !clause.question
      if (clause.bare && !clause.polite && !this.#done && clause.unexplained > 0.3 * (clause.explained + clause.unexplained)) clause.talk = true
      this.#clauses.push(clause)
      this.#clause = newClause()
    }
    this.#started = false
    this.#deed = 'want'
    this.#options = false
    this.#listAmount = undefined
    this.#nextAmount = undefined
    this.#open = []
    this.#toward = false
    this.#definite = false
    this.#made = false
    this.#reject = false
    this.#onlySaid = false
    this.#article = false
    this.#countEach = undefined
    this.#asked = false
  }
}

/** Verbs that tell how a thing is. */
const telling = /^(?:is|are|was|were|isnt|arent|says|has|looks|tastes|smells|makes|costs)$/

/** Measures of what is put in, not of what is ordered. */
const ingredient = /^(?:splash|touch|dash|pinch|drop|pump|pumps|packet|packets|squirt|squirts|drizzle|sprinkle|dollop|spoon|layer) of$/

/** How many times over. */
const folds: Readonly<Record<string, number>> = { double: 2, triple: 3, quad: 4, quadruple: 4 }

/** Words that tell of what has been rather than of what is wanted. */
const past = /^(?:had|was|loved|liked|went|tried|ate|drank|bought|came|said|told|gave|took|saw|thought|knew|yesterday|last (?:week|night|time|month|year)|used to|never had|burned|spilled|forgot|lost|didnt|wasnt|werent|hasnt|ago|been|heard|quit|stopped|started|always|usually|every day|remember|where|wheres|who|when|did you|have you|are you|youre|my name|names|better than|paid|ran out|already paid|i already|could drink|i could drink|could eat|i could eat|works|work at)$/

function newClause(): Clause {
  return { request: false, bare: false, question: false, talk: false, undecided: false, polite: false, menu: false, explained: 0, unexplained: 0, weak: 0 }
}
