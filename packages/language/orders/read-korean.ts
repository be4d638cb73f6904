import { finalOf } from '../korean/hangul.ts'
import { gap } from '../text/units.ts'
import type { Menu } from './menu.ts'
import type { About, Clause, Mention, Pointer, Reading, Wish } from './mention.ts'
import { readRun, takes, type Piece } from './pieces.ts'
import type { Token } from './tokens.ts'

/** What the last token was, for the particle or the number that may follow it. */
type Last = 'item' | 'wish' | 'number' | 'pointer' | 'other'

/** Reads Korean: modifiers and numbers around a noun, particles after it, and the verb at the end that says what to do with all of it. */
export function readKorean(tokens: readonly Token[], menu: Menu, about: About, end: number): Reading {
  return new KoreanReader(tokens, menu, about, end).read()
}

class KoreanReader {
  readonly #tokens: readonly Token[]
  readonly #menu: Menu
  readonly #about: About
  readonly #end: number
  readonly #mentions: Mention[] = []
  readonly #clauses: Clause[] = []
  #clause: Clause = newClause()
  #current: Mention | undefined
  #last: Last = 'other'
  /** Wishes said after a thing was complete: they may belong to the next. */
  #trail: Wish[] = []
  /** Wishes since the last verb, for 빼고 and 넣어. */
  #open: Wish[] = []
  /** What was said to be added just now: '얼음 추가 안 해도 돼요'. */
  #putting: Wish[] = []
  #pre: Wish[] = []
  #fix = false
  #just = false
  #total = false
  #negated = false
  #amount: Wish['amount']
  #undo = false
  #more = false
  #bareput = false
  /** A group of choices named by itself: '당도는'. */
  #hint: string | undefined
  /** A number said before the choice that it counts. */
  #nextCount: number | undefined
  #done = false
  #cancel = false
  #repeat = false
  #whole = false
  /** Something ordered before is spoken of: 아까 주문한. */
  #known = false
  #again = false
  #answer: 'yes' | 'no' | undefined

  constructor(tokens: readonly Token[], menu: Menu, about: About, end: number) {
    this.#tokens = tokens
    this.#menu = menu
    this.#about = about
    this.#end = end
  }

  read(): Reading {
    for (let at = 0; at < this.#tokens.length; ) at = this.#step(at)
    this.#endClause(this.#end === gap.question, true)
    return {
      mentions: this.#mentions, clauses: this.#clauses, done: this.#done && this.#clauses.some(clause => clause.done), cancel: this.#cancel, repeat: this.#repeat, tokens: this.#tokens,
      ...(this.#answer && { answer: this.#answer }),
    }
  }

  #at = 0
  /** Wishes that a number was said of. */
  readonly #counted = new Set<Wish>()
  /** A thing that is no item was named, and a number may follow. */
  #spare = false
  /** Guests were spoken of, and how many they are may follow. */
  #people = false

  #step(at: number): number {
    this.#at = at
    const token = this.#tokens[at]
    if (!token) return at + 1
    if (token.gap >= gap.stop) this.#endClause(token.gap === gap.question, false)
    // '한 거 전부': what was done, not one thing.
    const done = token.verb?.mood === 'adnominal' && token.counter === undefined && this.#tokens[at + 1]?.tags.has('thing') && this.#mentions.length === 0
    if (token.number !== undefined && token.senses.length === 0 && !done) return this.#number(token, at)
    if (token.tags.has('among') && this.#tokens[at - 1]?.number !== undefined) {
      // '다섯 잔 중 두 잔은': no size.
      this.#explained(token)
      this.#tag(token, at)
      return at + 1
    }
    if (token.tags.has('classNoun') && this.#last === 'wish' && token.gap <= gap.space && !token.senses.some(sense => sense.kind === 'choice' && !sense.part) && !this.#namesOne(token)) {
      this.#explained(token)
      return at + 1
    }
    if (this.#isName(token)) return this.#run(at)
    if (token.tags.has('classNoun') && this.#last !== 'wish' && token.senses.length === 0 && this.#taken(at + 1)) {
      // '소스 빼고': whatever was chosen of that kind.
      this.#explained(token)
      const wish: Wish = { choices: [...this.#menu.choices.values()].filter(choice => choice.names.ko?.some(name => name.endsWith(token.text))).map(choice => choice.id), undo: true, token }
      this.#wish(wish)
      this.#open.push(wish)
      this.#last = 'wish'
      return at + 1
    }
    const group = token.senses.find(sense => sense.kind === 'group')
    if (group) {
      this.#explained(token)
      this.#hint = group.group
      this.#clause.menu = true
      if (this.#undo || this.#taken(at + 1)) {
        const wish: Wish = { choices: (this.#menu.groups.get(group.group)?.choices ?? []).map(choice => choice.id), undo: true, token }
        this.#undo = false
        this.#wish(wish)
        this.#open.push(wish)
        this.#last = 'wish'
      }
      return at + 1
    }
    if (token.tags.has('food') && !token.verb) return this.#unknown(at)
    if (!token.known) return this.#unknown(at)
    this.#explained(token)
    if (token.particle !== undefined && !(token.gap === gap.space && token.tags.size > 0)) return this.#particle(token, at)
    if (token.ordinal !== undefined) {
      this.#point({ ordinal: token.ordinal }, token)
      return at + 1
    }
    if (token.tags.size > 0 && !(token.verb && token.tags.has('order') && this.#last === 'wish')) {
      this.#tag(token, at)
      if (token.verb && token.tags.size > 0 && !token.tags.has('not')) this.#softVerb(token)
      return at + 1
    }
    if (token.verb) this.#verb(token, at)
    return at + 1
  }

  /** '사리는 뺄게요': whatever was chosen of the group goes. */
  #taken(at: number): boolean {
    const next = this.#tokens.slice(at, at + 3).find(token => token.particle === undefined && !token.tags.has('all'))
    return next !== undefined && (next.tags.has('cancel') || next.verb?.does.has('remove') === true || next.verb?.does.has('cancel') === true)
  }

  /** '컵으로' where only one item's name begins so. */
  #namesOne(token: Token): boolean {
    const items = token.senses.flatMap(sense => (sense.kind === 'word' ? [...(this.#menu.byWord.get(sense.word) ?? [])] : []))
    return items.length === 1 && this.#menu.items.get(items[0] ?? '')?.names.ko?.some(name => name.startsWith(`${token.text} `)) === true && this.#isName(token)
  }

  // ---- names

  /** Whether a token is read as a name: not one that is a common word and only a part of some item's name, unless that is being asked for. */
  #isName(token: Token | undefined): boolean {
    if (!token || token.senses.length === 0) return false
    if (token.senses.some(sense => sense.kind === 'item' || (sense.kind === 'choice' && !sense.part))) return true
    const words = token.senses.filter(sense => sense.kind === 'word')
    const common = token.tags.has('menu') || token.tags.has('nonItem') || token.tags.has('talk') || token.tags.has('quality')
    if (words.length > 0 && common) {
      const items = words.flatMap(sense => [...(this.#menu.byWord.get(sense.word) ?? [])])
      if (items.some(id => this.#about.waiting.includes(id) || this.#about.items.includes(id))) return true
      const next = this.#tokens[this.#tokens.indexOf(token) + 1]
      if (new Set(items).size === 1 && next && next.gap <= gap.space && (next.number !== undefined || next.particle === 'by' || next.particle === 'at' || next.particle === 'topic')) return true
      return words.some(sense => items.some(id => this.#menu.items.get(id)?.heads.has(sense.word))) || this.#named(this.#tokens.indexOf(token) + 1)
    }
    return words.length > 0 || token.senses.some(sense => sense.kind === 'choice')
  }

  #run(at: number): number {
    let to = at
    while (to < this.#tokens.length) {
      const token = this.#tokens[to]
      if (!token || (to > at && token.gap > gap.space)) break
      const joins = this.#isName(token) && (token.number === undefined || to === at) ? true : isNoun(token) && this.#named(to + 1)
      if (!joins) break
      to += 1
    }
    const run = this.#tokens.slice(at, Math.max(to, at + 1))
    for (const token of run) this.#explained(token)
    this.#clause.menu = true
    const strict = !this.#tokens.slice(to, to + 3).some(token => token.tags.has('each') || token.tags.has('all'))
    const here = this.#current?.items ?? []
    const pieces = readRun(run, this.#menu, { options: this.#optionsFollow(to), about: [...here, ...this.#about.items], waiting: this.#kindSaid() ?? this.#about.waiting, strict })
    for (const [index, piece] of pieces.entries()) {
      if (piece.kind === 'unknown' && !this.#ordered(to)) {
        for (const token of piece.tokens) if (!token.known) this.#clause.unexplained += token.text.length
        continue
      }
      const next = pieces.slice(index + 1).find(one => one.kind !== 'choice')
      const fits = (items: readonly string[] | undefined): boolean => piece.kind === 'choice' && piece.choices.some(id => items?.some(item => takes(this.#menu, item, id)))
      this.#piece(piece, next?.kind === 'item' && (fits(next.items) || !fits(this.#current?.items)))
    }
    return Math.max(to, at + 1)
  }

  /** '쉐이크는 초코로': a kind as the topic waits for which one. */
  #kindSaid(): readonly string[] | undefined {
    const current = this.#current
    return current?.topic && current.items && current.items.length > 1 && !current.whole && current.quantity === undefined && current.wishes.length === 0 ? current.items : undefined
  }

  #named(at: number): boolean {
    const next = this.#tokens[at]
    return next !== undefined && next.gap <= gap.space && next.senses.some(sense => sense.kind !== 'group')
  }

  /** Whether what follows makes options of names: 추가, 빼고, 많이. */
  #optionsFollow(at: number): boolean {
    for (let next = at; next < Math.min(this.#tokens.length, at + 5); next += 1) {
      const token = this.#tokens[next]
      if (!token || token.gap >= gap.comma) return false
      if (token.tags.has('light') || token.tags.has('extra') || token.tags.has('without') || token.counter === 'times') return true
      if (token.verb) return token.verb.does.has('put') || (token.verb.does.has('remove') && this.#current?.items !== undefined)
      if (token.senses.length > 0) return false
      if (token.particle === 'by') return false
    }
    return false
  }

  #piece(piece: Piece, itemFollows: boolean): void {
    if (piece.kind === 'unknown') {
      this.#offMenu(piece.tokens)
      return
    }
    if (piece.kind === 'choice') {
      const token = piece.tokens[0]
      if (!token) return
      const wish: Wish = { choices: piece.choices, token }
      if (this.#nextCount !== undefined) wish.count = this.#nextCount
      this.#nextCount = undefined
      if (this.#amount) wish.amount = this.#amount
      if (this.#undo) wish.undo = true
      this.#amount = undefined
      this.#undo = false
      const contrast = this.#current?.topic && this.#current.items && this.#current.wishes.length === 0 && this.#last === 'item' && piece.choices.some(id => this.#current?.items?.some(item => takes(this.#menu, item, id)))
      if (this.#hint !== undefined) wish.group = this.#hint
      this.#narrowed(wish)
      if (itemFollows && !contrast) this.#pre.push(wish)
      else this.#wish(wish)
      this.#open.push(wish)
      this.#last = 'wish'
      return
    }
    const same = this.#current?.items
    if (!piece.whole && piece.items.length > 1 && same && same.every(id => piece.items.includes(id)) && this.#current?.quantity === undefined && !this.#current?.closed && this.#last !== 'other') {
      // '컵에 요거트 아이스크림': the kind of what was named already.
      for (const wish of this.#pre) this.#wish(wish)
      this.#pre = []
      this.#last = 'wish'
      return
    }
    const trailing = this.#current && complete(this.#current) ? this.#trail : []
    if (trailing.length > 0 && this.#current) this.#current.wishes = this.#current.wishes.filter(wish => !trailing.includes(wish))
    const open = this.#current
    const free = open && (open.clause === this.#clauses.length || open.quantity === undefined) && !open.items && !open.offMenu && open.pointer === undefined && !open.closed && !open.definite
    const mention = free ? open : this.#mention(piece.tokens[0])
    if (free) mention.tokens.push(...piece.tokens)
    mention.items = piece.items
    mention.whole = piece.whole
    mention.wishes.push(...trailing, ...this.#pre)
    if (piece.with.length > 0 && piece.tokens[0]) for (const choice of piece.with) mention.wishes.push({ choices: [choice], token: piece.tokens[0] })
    if (this.#just) mention.definite = true
    this.#just = false
    this.#pre = []
    this.#trail = []
    this.#last = 'item'
  }

  /** '펄은 화이트로': the topic only says of what kind the choice is. */
  #narrowed(wish: Wish): void {
    const old = this.#open.at(-1)
    if (!old || !this.#particleIs(old.token.to, 'topic')) return
    const longer = wish.choices.some(id => !old.choices.includes(id) && this.#menu.choices.get(id)?.names.ko?.some(name => name !== old.token.text && name.endsWith(old.token.text)))
    if (!longer) return
    for (const mention of this.#mentions) mention.wishes = mention.wishes.filter(one => one !== old)
    this.#open = this.#open.filter(one => one !== old)
  }

  #particleIs(from: number, role: string): boolean {
    return this.#tokens.some(token => token.from === from && token.particle === role)
  }

  #wish(wish: Wish): void {
    const current = this.#current ?? this.#mention(wish.token)
    current.wishes.push(wish)
    current.tokens.push(wish.token)
    if (complete(current)) this.#trail.push(wish)
  }

  #mention(token: Token | undefined): Mention {
    const mention: Mention = { deed: 'want', wishes: [], clause: this.#clauses.length, tokens: token ? [token] : [] }
    if (this.#fix) mention.fix = true
    if (this.#more) mention.more = true
    this.#more = false
    this.#fix = false
    this.#mentions.push(mention)
    this.#current = mention
    this.#trail = []
    return mention
  }

  #point(pointer: Pointer, token: Token): void {
    const mention = this.#mention(token)
    mention.pointer = pointer
    this.#just = false
    this.#last = 'pointer'
  }

  // ---- what nothing explains

  #unknown(at: number): number {
    const token = this.#tokens[at]
    if (!token) return at + 1
    if (isNoun(token) && this.#isName(this.#tokens[at + 1]) && (this.#tokens[at + 1]?.gap ?? 9) <= gap.space && !this.#describes(token)) return this.#run(at)
    const polite = this.#tokens[at + 1]
    // '미지근해요': the ending of a verb, not of a noun.
    const glued = !token.known && polite?.text === '요' && polite.gap === gap.none && /(?:해|어|워|여|려|겨|져|네|지|데|와|봐)$/.test(token.text)
    const verbal = token.known ? undefined : glued ? 'talk' : looksVerbal(token, polite)
    if (!verbal && isNoun(token) && this.#ordered(at + 1)) {
      this.#explained(token)
      this.#offMenu([token])
      return at + 1
    }
    if (verbal) this.#clause.talk ||= verbal === 'talk'
    if (token.known) {
      this.#explained(token)
      this.#clause.menu = true
    } else this.#clause.unexplained += token.text.length
    this.#last = 'other'
    return at + 1
  }

  #describes(token: Token): boolean {
    const final = finalOf(token.text)
    return (final === 'ㄴ' || final === 'ㄹ') && this.#tokens.some(next => next.from === token.to && next.gap === gap.space)
  }

  /** Whether what follows orders the noun before it: a number, 요, 주세요, 랑. */
  #ordered(at: number): boolean {
    const next = this.#tokens[at]
    if (!next) return this.#mentions.length > 0 && this.#last !== 'other'
    if (next.gap <= gap.space && (next.particle === 'by' || next.tags.has('thing') || (this.#isName(next) && next.senses.every(sense => sense.kind === 'choice')))) return at + 1 < this.#tokens.length && this.#ordered(at + 1)
    if (next.gap > gap.space) return false
    if (next.number !== undefined) return next.counter !== undefined || next.text.length > 1
    if (next.tags.has('menu') || next.tags.has('food')) return this.#ordered(at + 1)
    if (next.particle === 'copula') return !(isCopula(next.text) && this.#tokens[at + 1] === undefined && this.#end === gap.question)
    if (next.particle === 'and' || next.particle === 'also' || next.particle === 'object' || next.particle === 'only') return this.#ordersLater(at + 1)
    if (next.tags.has('filler') || next.tags.has('only')) return this.#ordersLater(at + 1)
    // '예약할게요', '제송해요': a verb that is not known.
    if (next.gap === gap.none && /^(?:하|해|할|했|합)/.test(next.text) && !this.#tokens[at - 1]?.tags.has('food')) return false
    return next.verb !== undefined && (next.verb.does.has('give') || (next.verb.does.has('take') && next.verb.mood === 'request' && this.#last !== 'number'))
  }

  #ordersLater(at: number): boolean {
    for (const token of this.#tokens.slice(at)) {
      if (token.gap >= gap.stop) return false
      if (token.number !== undefined && token.counter !== undefined) return true
      if (token.verb && token.verb.mood === 'request') return token.verb.does.has('give') || token.verb.does.has('take')
    }
    return this.#tokens.at(-1)?.particle === 'copula' && this.#tokens.slice(at).some(token => token.number !== undefined)
  }

  #offMenu(tokens: readonly Token[]): void {
    const mention = this.#mention(tokens[0])
    mention.offMenu = true
    mention.tokens = [...tokens]
    mention.wishes.push(...this.#pre)
    this.#pre = []
    this.#last = 'item'
  }

  // ---- numbers

  #number(token: Token, at: number): number {
    this.#explained(token)
    const value = token.number ?? 1
    const next = this.#tokens[at + 1]
    const after = this.#tokens[at + 2]
    const wish = this.#open.at(-1)
    const current = this.#current
    // '두 개 다': all of them, whatever their number.
    const needed = current?.items !== undefined && current.quantity === undefined && !current.closed
    if (value > 1 && next?.tags.has('all') && next.gap <= gap.space && !needed && this.#last !== 'wish') return at + 1
    const numbered = this.#numbered(value, token, next)
    const other = this.#otherOfSame()
    if (other) {
      other.quantity = value
      this.#last = 'number'
      return at + 1
    }
    if (numbered !== undefined) {
      const one: Wish = { choices: [numbered], token }
      this.#wish(one)
      this.#open.push(one)
      this.#last = 'wish'
      this.#hint = undefined
      return at + 1
    }
    const guests = token.counter === undefined && next?.particle === 'copulaGoesOn' && !current && value > 1
    if (token.counter === 'person' || guests || (this.#people && token.counter === undefined)) {
      // '네 명인데요': how many guests there are.
      this.#people = false
      this.#last = 'other'
      return at + 1
    }
    if (token.counter === 'money') {
      this.#clause.menu = true
      this.#clause.weak += 1
      this.#last = 'other'
      return at + 1
    }
    if (this.#spare) {
      // '포크 하나': counts what is no item.
      this.#spare = false
      return at + 1
    }
    if (value === 0 || !Number.isInteger(value)) {
      this.#clause.unexplained += token.text.length
      return at + 1
    }
    if (this.#tokens[at - 1]?.tags.has('among') && current && next?.particle === 'only') {
      // '그중 하나만 샷 추가'
      const mention = this.#mention(token)
      mention.quantity = value
      mention.pointer = 'part'
      this.#open = []
      this.#last = 'number'
      return at + 1
    }
    const before = this.#tokens[at - 1]?.particle
    if (this.#last === 'wish' && wish && current?.items && (current.quantity ?? 0) > value && (before === 'topic' || before === 'object') && next?.particle === 'only' && token.counter !== 'times') {
      // '우동 세 그릇에 파는 하나만 빼': in one of them.
      current.wishes = current.wishes.filter(one => one !== wish)
      const mention = this.#mention(token)
      mention.quantity = value
      mention.pointer = 'part'
      mention.wishes.push(wish)
      this.#last = 'wish'
      return at + 1
    }
    if (this.#last === 'wish' && wish && !this.#counted.has(wish) && this.#countsWish(wish, token, next, after)) {
      wish.count = value
      this.#counted.add(wish)
      this.#last = 'wish'
      return at + 1
    }
    if (current?.items && current.quantity === undefined && next?.particle === 'topic' && this.#splitsLater(at)) current.quantity = this.#partsSum(at)
    if (token.counter === 'times' && this.#optionAhead(at + 1)) {
      // '세 스쿱 다 초코로': the number is of the choice that follows.
      this.#nextCount = value
      return this.#tokens[at + 1]?.tags.has('all') ? at + 2 : at + 1
    }
    if ((token.counter === 'times' || token.text.endsWith('장')) && !current && this.#open.length === 0 && next?.tags.has('more') && next.gap <= gap.space) {
      // '한 장 더': of what was put in last.
      this.#mention(token).wishes.push({ choices: [], count: value, more: true, token })
      this.#last = 'other'
      return at + 2
    }
    const trail = this.#trail
    if (current?.items && this.#last === 'wish' && trail.length > 0 && (current.quantity ?? 0) > value && token.counter !== 'times' && token.gap <= gap.space && next?.particle !== 'topic' && next?.particle !== 'at' && next?.particle !== 'only') {
      // '세 잔 아이스 두 잔 핫 한 잔': what the number counts is a part of them.
      current.wishes = current.wishes.filter(one => !trail.includes(one))
      const part = this.#mention(token)
      part.quantity = value
      part.pointer = 'part'
      part.wishes.push(...trail)
      this.#current = current
      this.#trail = []
      this.#last = 'number'
      return at + 1
    }
    const topic = next?.particle === 'topic' || (next?.particle === 'at' && next.gap === gap.none) || (next?.particle === 'only' && (after?.particle === 'at' || after?.particle === 'topic'))
    const itemNext = next !== undefined && next.gap <= gap.space && next.senses.some(sense => sense.kind !== 'choice') && this.#last !== 'item'
    if (current && !current.closed && current.quantity === undefined && (current.items !== undefined || current.offMenu || current.pointer !== undefined) && !(topic && next?.particle === 'topic' && this.#splitsLater(at))) {
      current.quantity = value
      if (token.counter) current.counter = token.counter
      if (this.#total) current.final = true
    } else if (current && current.items === undefined && current.quantity === undefined && current.pointer === undefined && !current.closed && !topic) {
      current.quantity = value
      if (token.counter) current.counter = token.counter
      if (this.#total) current.final = true
    } else {
      const mention = this.#mention(token)
      mention.quantity = value
      if (token.counter) mention.counter = token.counter
      if (this.#total) {
        mention.final = true
        mention.total = true
      }
      if (topic) {
        mention.pointer = 'part'
        this.#open = []
      }
      else if (!itemNext && current && (current.quantity ?? 1) > value && this.#choiceNear(at + 1)) mention.pointer = 'part'
    }
    this.#total = false
    this.#last = 'number'
    return at + 1
  }

  /** '따뜻한 아메리카노 한 잔 아이스 한 잔': an option that stands against one said before is of another of the same. */
  #otherOfSame(): Mention | undefined {
    const current = this.#current
    const trail = this.#trail
    if (!current?.items || current.quantity === undefined || trail.length === 0) return undefined
    const group = (wish: Wish): string => this.#groupOf(wish)
    const before = current.wishes.filter(wish => !trail.includes(wish))
    if (!trail.some(wish => isManner(this.#menu, wish) && before.some(one => group(one) === group(wish)))) return undefined
    current.wishes = before
    const mention = this.#mention(trail[0]?.token)
    mention.items = current.items
    if (current.whole !== undefined) mention.whole = current.whole
    // '아이스 아메리카노 큰 거 하나랑 작은 거 하나': what stands before the name is said of both.
    const name = current.tokens.find(token => token.senses.some(sense => sense.kind === 'item' || sense.kind === 'word'))
    const shared = before.filter(wish => name !== undefined && wish.token.to <= name.from && !trail.some(one => group(one) === group(wish)))
    mention.wishes = [...shared, ...trail]
    mention.also = true
    return mention
  }

  /** The group that a wish is of, as the thing spoken of has it. */
  #groupOf(wish: Wish): string {
    const items = this.#current?.items ?? []
    const choice = wish.choices.find(id => items.some(item => takes(this.#menu, item, id))) ?? wish.choices[0]
    return wish.group ?? this.#menu.choices.get(choice ?? '')?.group ?? ''
  }

  /** '당도는 칠십', or '50이요' when that is what was asked: the choice that has the number in its name. */
  #numbered(value: number, token: Token, next: Token | undefined): string | undefined {
    if (token.counter !== undefined && token.counter !== 'times' && !(this.#hint !== undefined && token.counter === 'any')) return undefined
    const own = (this.#current?.items ?? this.#mentions.findLast(mention => mention.items !== undefined)?.items ?? []).flatMap(item => this.#menu.items.get(item)?.groups ?? [])
    if (value >= 20 || !Number.isInteger(value)) {
      const found = [...own, ...this.#about.groups].map(id => this.#menu.numbered(id, value)).find(id => id !== undefined)
      if (found !== undefined) return found
    }
    const group = this.#hint ?? this.#about.asked
    if (group === undefined) return undefined
    if (this.#hint === undefined && (value <= 1 || next?.particle === 'topic')) return undefined
    return this.#menu.numbered(group, value)
  }

  /** Whether two or more parts are told apart: 하나는 … 하나는 …. */
  #splitsLater(at: number): boolean {
    const parts = this.#tokens.filter((token, index) => index >= at && token.number !== undefined && this.#tokens[index + 1]?.particle === 'topic')
    return parts.length > 1 && this.#current?.topic !== true
  }

  #optionAhead(at: number): boolean {
    const next = this.#tokens.slice(at, at + 2).find(token => !token.tags.has('all'))
    return next !== undefined && next.gap <= gap.space && next.senses.some(sense => sense.kind === 'choice') && !next.senses.some(sense => sense.kind === 'item')
  }

  /** '하나는 … 하나는 …' of a thing without a number: as many as there are parts. */
  #partsSum(at: number): number {
    return this.#tokens.slice(at).reduce((sum, token, index) => sum + (token.number !== undefined && this.#tokens[at + index + 1]?.particle === 'topic' ? token.number : 0), 0)
  }

  #choiceNear(at: number): boolean {
    for (const token of this.#tokens.slice(at, at + 3)) {
      if (token.gap >= gap.stop) return false
      if (token.senses.some(sense => sense.kind === 'choice')) return !token.senses.some(sense => sense.kind === 'item')
      if (token.verb || token.number !== undefined) return false
    }
    return false
  }

  /** Whether a number right after a choice counts the choice (샷 두 번) or the things (아이스 두 잔). */
  #countsWish(wish: Wish, token: Token, next: Token | undefined, after: Token | undefined): boolean {
    const countable = wish.choices.some(id => this.#menu.groups.get(this.#menu.choices.get(id)?.group ?? '')?.countable)
    if (next?.particle === 'topic') return false
    if (token.counter === 'times') return true
    if (!countable || wish.token.text.endsWith('추가')) return false
    const added = [next, after].some(one => one !== undefined && (one.tags.has('put') || one.tags.has('more') || one.verb?.does.has('put') || one.verb?.does.has('remove')))
    // '콘 녹차맛 두 개': how many of the thing, unless something is put in.
    if (token.counter === 'piece' && this.#current?.items && this.#current.quantity === undefined && !added && this.#menu.groups.get(this.#groupOf(wish))?.required) return false
    const isCup = token.counter === 'cup' && /[잔컵병캔]$/.test(token.text)
    if (isCup) return false
    return added || this.#current?.quantity !== undefined || token.counter !== undefined || (this.#current?.items === undefined && !this.#current?.pointer) || next?.particle === undefined || next.particle === 'at' || next.particle === 'copula' || next.particle === 'and'
  }

  // ---- particles

  #particle(token: Token, at: number): number {
    const current = this.#current
    switch (token.particle) {
      case 'topic':
      case 'subject':
        if (this.#last === 'item' && current && token.particle === 'topic') current.topic = true
        if (this.#last === 'number' && current?.items && token.particle === 'topic') current.partTopic = true
        if (this.#last === 'wish' && current && token.particle === 'topic' && !current.items && current.wishes.length === 1 && current.pointer === undefined && this.#pointsByOption(current.wishes[0], at + 1)) {
          current.pointer = { having: current.wishes[0]?.choices ?? [] }
          current.wishes = []
          this.#open = []
          this.#last = 'pointer'
        }
        break
      case 'object':
        if (this.#last === 'item' && current) current.definite = true
        break
      case 'also':
        if (this.#last === 'item' && current) current.also = true
        else if (this.#last === 'pointer' && current) current.also = true
        else if (this.#last === 'wish' && current && !current.items && current.pointer === undefined) current.alike = true
        break
      case 'only':
        if (current && (this.#last === 'item' || this.#last === 'number')) current.only = true
        break
      case 'by':
        if (!current) break
        if (this.#last === 'item') current.goal = true
        else if (this.#last === 'number' && current.pointer !== 'part') current.final = true
        else if (this.#last === 'wish' && current.wishes.length > 0) (current.wishes.at(-1) as Wish).by = true
        break
      case 'and':
        if (current && this.#last !== 'wish' && (current.items || current.offMenu)) this.#close()
        break
      case 'copula':
      case 'copulaGoesOn':
        if (token.particle === 'copula') this.#clause.polite = true
        // '생과일로 만드는 거예요?', '소고기예요 돼지고기예요?'
        if (token.particle === 'copula' && isCopula(token.text) && this.#last === 'other' && this.#tokens[at + 1] === undefined && !this.#clause.request && (this.#end === gap.question || this.#tellsHow(at))) this.#clause.question = true
        if (token.particle === 'copula' && current && this.#last !== 'other') {
          const next = this.#tokens[at + 1]
          if (isCopula(token.text) && (next === undefined ? this.#end : next.gap) === gap.question && !this.#clause.request) this.#clause.question = true
          // '두 개요 근데 …': what follows is another sentence.
          else if (next !== undefined && (this.#last === 'number' || this.#last === 'item') && (next.tags.has('filler') || next.tags.has('that') || next.tags.has('asking') || next.tags.has('talk'))) this.#endClause(false, false, true)
        }
        if (token.text === '인' && this.#last === 'wish' && current && !current.items && current.wishes.length === 1 && this.#tokens[at + 1]?.tags.has('thing')) {
          current.pointer = { having: current.wishes[0]?.choices ?? [] }
          current.wishes = []
          this.#open = []
          this.#last = 'pointer'
        }
        if (token.particle === 'copulaGoesOn' && this.#clause.weak + (this.#clause.talk ? 1 : 0) > 0 && !this.#mentions.some(mention => mention.clause === this.#clauses.length && mention.items)) {
          this.#clause.talk = true
          this.#endClause(false, false)
        }
        break
      case 'at':
        if (current && this.#last === 'item') current.at = true
        if (current && this.#last === 'wish' && !current.items && current.wishes.length === 1 && current.pointer === undefined && current.quantity === undefined && this.#about.items.length > 1 && current.clause === this.#clauses.length) {
          // '초코에만 초코칩': of those that have it.
          current.pointer = { having: current.wishes[0]?.choices ?? [] }
          current.wishes = []
          this.#open = []
          this.#last = 'pointer'
        }
        break
      default:
        break
    }
    return at + 1
  }

  /** 'X는 거예요': how something is, not what is ordered. */
  #tellsHow(at: number): boolean {
    const before = this.#tokens[at - 2]
    return this.#tokens[at - 1]?.tags.has('thing') === true && before?.verb?.mood === 'adnominal' && before.text.endsWith('는')
  }

  /** '아이스는 한 잔만', '핫은 라지로': the lines that come so are meant. */
  #pointsByOption(wish: Wish | undefined, at: number): boolean {
    const next = this.#tokens[at]
    if (!wish || !next || next.gap >= gap.comma || !isManner(this.#menu, wish)) return false
    if (next.number !== undefined) return next.counter === 'cup' || next.counter === 'piece' || next.counter === undefined
    return false
  }

  /** The thing is complete: what is said next and is not an option belongs to another. */
  #close(): void {
    if (this.#current) this.#current.closed = true
    this.#trail = []
  }

  // ---- words

  #tag(token: Token, at: number): void {
    const { tags } = token
    const next = this.#tokens[at + 1]
    const last = this.#open.at(-1)
    if (tags.has('done') && /^됐|^괜찮|^필요/.test(token.text) && (this.#last === 'item' || this.#last === 'wish') && this.#current) this.#decline()
    else if ((tags.has('done') || tags.has('pay')) && !this.#aboutElse(token, at)) {
      this.#done = true
      this.#clause.done = true
      this.#clause.request = true
    }
    if (tags.has('repeat')) this.#repeat = true
    if (tags.has('cancel')) this.#cancelSaid()
    if (tags.has('order')) this.#orderSaid(next)
    if (tags.has('fix') && !(tags.has('filler') && !next)) this.#correct(next)
    if (tags.has('not')) this.#reject()
    if (tags.has('insteadOf')) this.#insteadOf()
    if (tags.has('light') || tags.has('extra')) {
      const amount = tags.has('light') ? 'light' : 'extra'
      if (this.#hint !== undefined && !(last && last.group === this.#hint)) this.#level(amount, token)
      else if (last && (this.#last === 'wish' || this.#clause.unexplained === 0) && this.#open.length > 0 && last.amount === undefined) last.amount = amount
      else if (this.#fix && this.#lastWish()) this.#amend(amount)
      else if (next && next.senses.some(sense => sense.kind === 'choice')) this.#amount = amount
    }
    if (tags.has('without')) this.#without()
    if (tags.has('put')) {
      this.#putting = this.#open
      this.#put(token)
      if (this.#last !== 'wish' && this.#current) this.#current.more = true
    }
    if (tags.has('more')) this.#moreSaid(next)
    if (tags.has('each') && token.text.startsWith('각') && next?.number === undefined && this.#current) this.#point('all', token)
    else if (tags.has('each') && this.#current) this.#current.each = true
    if (tags.has('all')) this.#allSaid(token, at)
    if (tags.has('rest')) this.#point('rest', token)
    const more = this.#mentions.at(-1)
    if (tags.has('same') && more?.more && !more.items && more.wishes.length === 0 && more.pointer === undefined && more.quantity !== undefined) more.pointer = 'same'
    else if (tags.has('same')) this.#point('same', token)
    if (tags.has('last') && !(next?.tags.has('and'))) this.#point('last', token)
    if (tags.has('that') && !this.#done) {
      if (this.#current?.pointer === 'last' || this.#current?.pointer === 'same') this.#just = false
      else this.#point('that', token)
    }
    if (tags.has('just')) this.#just = true
    if (tags.has('thing') && this.#just && this.#last !== 'pointer' && this.#last !== 'item') this.#point('that', token)
    if (tags.has('only') && this.#current) this.#current.only = true
    if (tags.has('total')) this.#total = true
    if (tags.has('yes')) this.#answer ??= 'yes'
    if (tags.has('no')) this.#answer ??= 'no'
    if (tags.has('negation')) this.#negated = true
    this.#spare = tags.has('nonItem')
    this.#people = /^(?:사람|인원|일행|식구|가족)/.test(token.text)
    if (tags.has('among') && this.#current?.items && (this.#last === 'item' || this.#last === 'wish')) this.#current.among = true
    if (tags.has('after') && next && (this.#clause.talk || this.#clause.question || this.#clause.weak > 0)) {
      this.#endClause(false, false)
      this.#last = 'other'
      return
    }
    if (tags.has('menu') || tags.has('quality')) this.#clause.menu = true
    if (tags.has('asking')) this.#clause.question = true
    if (tags.has('asking') && token.text.startsWith('얼마')) this.#clause.menuLike = true
    if (tags.has('undecided')) this.#clause.undecided = true
    if (tags.has('talk')) this.#clause.weak += 1
    if (tags.has('half')) {
      const mention = this.#mention(token)
      mention.pointer = 'part'
      mention.half = true
    }
    const soft = tags.has('among') || tags.has('thing') || tags.has('light') || tags.has('extra') || tags.has('filler') || tags.has('each') || tags.has('only') || tags.has('put')
    if (!soft && !tags.has('that') && !tags.has('last') && !tags.has('same') && !tags.has('rest') && !tags.has('all')) this.#last = 'other'
  }

  /** '빨대 없어요', '카드 되죠?': words that end an order, said of something else or asked about. */
  #aboutElse(token: Token, at: number): boolean {
    const next = this.#tokens.slice(at + 1).find(one => !one.tags.has('filler'))
    if (token.tags.has('pay') && next && next.gap <= gap.space && (next.verb?.does.has('possible') || next.verb?.does.has('about') || next.verb?.does.has('tell'))) return true
    if (token.tags.has('pay') && token.verb?.mood === 'connective') return true
    if (!/^(?:없|됐|충분|괜찮)/.test(token.text)) return false
    for (let before = at - 1; before >= 0; before -= 1) {
      const one = this.#tokens[before]
      if (!one || (this.#tokens[before + 1]?.gap ?? 0) >= gap.stop) return false
      if (!one.known || one.tags.has('nonItem') || one.tags.has('quality') || one.tags.has('talk') || one.number !== undefined || (one.tags.has('menu') && one.particle === undefined)) return true
    }
    return false
  }

  /** '얼음은 적게' where the menu has levels of ice: the wish is for the group, and the level says which choice. */
  #level(amount: NonNullable<Wish['amount']>, token: Token): void {
    const group = this.#hint
    if (group === undefined) return
    this.#wish({ choices: (this.#menu.groups.get(group)?.choices ?? []).map(choice => choice.id), amount, token, group })
    this.#hint = undefined
    this.#last = 'wish'
  }

  /** A word that is a verb as well ('적게', '말고'): only what it makes of the sentence counts. */
  #softVerb(token: Token): void {
    if (token.verb?.mood === 'request' && (token.verb.does.has('give') || token.verb.does.has('take'))) this.#clause.request = true
  }

  /** '사워크림은 됐고': what was named just now is not wanted. */
  #decline(): void {
    const current = this.#current
    if (!current) return
    const wish = this.#open.at(-1)
    if (this.#last === 'wish' && wish) {
      for (const mention of this.#mentions) mention.wishes = mention.wishes.filter(one => !one.choices.some(id => wish.choices.includes(id)))
      this.#open = []
    } else current.deed = 'reject'
    this.#endClause(false, false)
    this.#current = this.#mentions.filter(mention => mention.deed === 'want').at(-1)
  }

  #cancelSaid(): void {
    const here = this.#mentions.filter(mention => mention.clause === this.#clauses.length && mention.deed !== 'remove' && mention.deed !== 'reject')
    const aimed = here.filter(mention => mention.items || mention.wishes.length > 0 || (mention.pointer !== undefined && mention.pointer !== 'all') || mention.quantity !== undefined)
    this.#clause.request = true
    if (aimed.length > 0 && aimed.every(mention => mention.pointer === 'rest') && here.some(mention => mention.pointer === 'all')) {
      this.#cancel = true
      for (const mention of here) this.#drop(mention)
      return
    }
    if (aimed.length === 0 || (here.length > 0 && here.every(mention => mention.pointer === 'all' && mention.wishes.length === 0))) {
      this.#cancel = true
      for (const mention of here) this.#drop(mention)
      return
    }
    for (const mention of aimed) {
      mention.deed = 'remove'
      for (const wish of mention.wishes) if (mention.items === undefined || this.#last !== 'item') wish.undo = true
    }
  }

  #orderSaid(next: Token | undefined): void {
    if (this.#last === 'wish') return
    this.#known = true
    // '추가한 샷', '방금 말한 라떼': what follows is known already.
    if (next && next.senses.length > 0) {
      this.#just = true
      if (next.senses.some(sense => sense.kind === 'choice')) this.#undo = true
    } else this.#whole = true
  }

  #correct(next: Token | undefined): void {
    // '아니' alone at the end corrects nothing.
    if (!next) return
    this.#fix = true
    this.#again = true
    this.#open = []
    this.#close()
    this.#current = undefined
  }

  #lastWish(): Wish | undefined {
    return this.#mentions.flatMap(mention => mention.wishes).at(-1)
  }

  #amend(amount: Wish['amount']): void {
    const wish = this.#lastWish()
    if (!wish || !amount) return
    wish.amount = amount
    this.#fix = false
    this.#current = this.#mentions.at(-1)
  }

  #reject(): void {
    if (this.#bareput) {
      // '추가하지 말고' leaves no trace; '넣지 말고' refuses.
      const added = this.#tokens.findLast(token => token.verb && token.to <= (this.#tokens[this.#at]?.from ?? 0))?.text.startsWith('추가')
      if (added) for (const mention of this.#mentions) mention.wishes = mention.wishes.filter(wish => !this.#open.includes(wish))
      else this.#without()
      this.#open = []
      return
    }
    const current = this.#current
    const before = this.#tokens[this.#at - 1]
    if (!current || before?.known === false || (this.#last === 'other' && before?.tags.has('quality'))) return
    if (this.#last === 'wish' || (this.#last === 'other' && current.wishes.length > 0 && !current.items)) {
      const wish = this.#open.at(-1)
      if (wish) {
        // '토마토 빼고, 아니 토마토 말고 …': what was wished of it before goes as well.
        for (const mention of this.#mentions) mention.wishes = mention.wishes.filter(one => one !== wish && !one.choices.some(id => wish.choices.includes(id)))
        this.#open = this.#open.filter(one => one !== wish)
      }
      return
    }
    if (this.#last === 'number' && current.quantity !== undefined && !current.items) {
      this.#drop(current)
      this.#fix = true
      return
    }
    current.deed = 'reject'
    this.#close()
    this.#current = undefined
  }

  #insteadOf(): void {
    if (this.#last === 'wish') {
      const wish = this.#open.pop()
      if (wish) for (const mention of this.#mentions) mention.wishes = mention.wishes.filter(one => one !== wish)
    } else if (this.#last === 'item' && this.#current) {
      this.#current.deed = 'reject'
      this.#close()
      this.#current = undefined
    }
  }

  /** 빼고, 없이: none of the choices said since the last verb that stand together, or the thing itself goes. */
  #without(): void {
    const together = this.#together()
    const at = this.#tokens.find(token => token.tags.has('without') || token.verb)
    if (this.#hint !== undefined && together.length === 0 && at) this.#level('none', at)
    else if (together.length > 0) {
      for (const wish of together) if (!wish.undo) wish.amount = 'none'
    } else if (this.#last === 'item' || this.#last === 'number' || this.#last === 'pointer') this.#remove()
    this.#open = []
  }

  /** The wishes that one verb is about: all since the last one, but not those that name how the thing comes (아이스, 라지). */
  #together(): Wish[] {
    const list = this.#open.filter(wish => !wish.token.text.endsWith('로'))
    const last = list.at(-1)
    if (!last) return []
    const kind = this.#menu.groups.get(this.#menu.choices.get(last.choices[0] ?? '')?.group ?? '')
    const near = new Set([last])
    for (let at = list.length - 2; at >= 0; at -= 1) {
      const wish = list[at]
      const next = list[at + 1]
      if (!wish || !next || !this.#linked(wish, next)) break
      // '곱빼기 오이 빼고': only what stands next to 빼고, unless it is joined or of one kind.
      if (!this.#joined(wish, next) && this.#groupOf(wish) !== this.#groupOf(next)) break
      near.add(wish)
    }
    return list.filter(wish => near.has(wish)).filter(wish => wish === last || (!this.#particleAfter(wish, 'by') && (kind === undefined || !isManner(this.#menu, wish) || isManner(this.#menu, last))))
  }

  /** Whether nothing but particles and joining words stands between two wishes. */
  #linked(wish: Wish, next: Wish): boolean {
    return this.#tokens.every(token => token.from < wish.token.to || token.to > next.token.from || token.particle !== undefined || token.tags.has('and'))
  }

  /** 이랑, 하고 or a comma between two wishes. */
  #joined(wish: Wish, next: Wish): boolean {
    return next.token.gap === gap.comma || this.#tokens.some(token => token.from >= wish.token.to && token.to <= next.token.from && (token.particle === 'and' || token.tags.has('and')))
  }

  #particleAfter(wish: Wish, particle: string): boolean {
    return this.#tokens.find(token => token.from === wish.token.to)?.particle === particle
  }

  #put(_token: Token): void {
    this.#open = []
  }

  #moreSaid(next: Token | undefined): void {
    const wish = this.#open.at(-1)
    if (this.#last === 'wish' && wish) wish.more = true
    else if (this.#current && !this.#current.closed && this.#last !== 'other') this.#current.more = true
    else if (next?.number !== undefined || next?.senses.length) this.#more = true
    else if (this.#current) this.#current.more = true
  }

  #allSaid(token: Token, at: number): void {
    const next = this.#tokens[at + 1]
    if (token.text === '다' && this.#open.length > 0 && next?.verb && (next.verb.does.has('remove') || next.verb.does.has('put'))) return
    if (this.#open.length > 0 && this.#current?.items && next?.verb && (next.verb.does.has('remove') || next.verb.does.has('put'))) return
    if (this.#current?.topic && this.#last === 'item' && this.#tokens[at - 1]?.particle === 'topic') return
    if (this.#last === 'item' && this.#current?.items && this.#current.whole === false && this.#current.items.length > 1 && this.#current.quantity === undefined && this.#current.items.some(id => this.#about.items.includes(id))) {
      // '빵 다 데워 주세요': all of that kind that are in the order.
      this.#current.topic = true
      this.#current.deed = 'set'
      return
    }
    const number = /^(둘|셋|넷)/.exec(token.text)?.[1]
    const numbered = this.#mentions.some(mention => mention !== this.#current && mention.items && mention.quantity !== undefined && mention.clause === this.#clauses.length)
    if (number && this.#last === 'item' && this.#current && this.#current.quantity === undefined && numbered) {
      // '불고기버거 둘 치즈버거 둘 다 세트로'
      this.#current.quantity = { 둘: 2, 셋: 3, 넷: 4 }[number] ?? 2
      this.#point('all', token)
      return
    }
    const trail = this.#trail
    if (this.#last === 'wish' && trail.length > 0 && this.#current && complete(this.#current) && this.#tokens[at - 1]?.particle === 'topic') {
      // '얼음은 둘 다 적게'
      this.#current.wishes = this.#current.wishes.filter(wish => !trail.includes(wish))
      this.#point('all', token)
      this.#current?.wishes.push(...trail)
      this.#last = 'wish'
      return
    }
    const wished = this.#current && !this.#current.items && this.#current.pointer === undefined && this.#current.wishes.length > 0
    if (this.#open.length > 1 && next?.verb && (next.verb.does.has('remove') || next.verb.does.has('put'))) return
    if (wished && this.#current && this.#last !== 'other' && token.text !== '다') {
      this.#current.pointer = 'all'
      return
    }
    if (wished && this.#current && (next === undefined || next.particle === 'copula' || next.gap >= gap.comma)) {
      this.#current.pointer = 'all'
      return
    }
    if (next?.tags.has('cancel') || next?.verb?.does.has('cancel')) {
      if (this.#mentions.some(mention => mention.clause === this.#clauses.length && (mention.items || mention.wishes.length > 0))) return
      if (this.#last === 'other' || this.#current?.pointer === 'all') this.#cancel = !this.#current || this.#current.pointer === 'all' || this.#clauseIsEmpty()
      if (this.#cancel) return
    }
    if (next?.verb && token.text === '다' && (next.verb.does.has('chat') || next.verb.does.has('take'))) return
    this.#point('all', token)
  }

  #clauseIsEmpty(): boolean {
    return !this.#mentions.some(mention => mention.clause === this.#clauses.length)
  }

  // ---- verbs

  #verb(token: Token, at: number): void {
    const verb = token.verb
    if (!verb) return
    const { does, mood } = verb
    const next = this.#tokens[at + 1]
    const negated = this.#negated
    const askedBefore = this.#clause.question
    this.#negated = false
    const ends = next === undefined || next.gap >= gap.stop
    const goesOn = mood === 'connective' || mood === 'adnominal' || (mood === 'bare' && !(ends && does.has('chat')))
    // '콜라 좀 마셔', '빨리 골라', '뿌리지 마': said to a friend.
    const casual = ends && !verb.polite && !does.has('give') && !/^(?:해|하)/.test(token.text)
    const friend = casual && ((mood === 'bare' && (does.has('take') || does.has('stop'))) || (does.has('take') && (mood === 'statement' || (mood === 'request' && token.text.startsWith('갈')))))
    if (friend) this.#clause.talk = true
    this.#bareput = false
    const needless = this.#open.length > 0 ? this.#open : this.#putting
    if (negated && token.text.endsWith('도') && next?.verb?.does.has('possible') && needless.length > 0) {
      // '추가 안 해도 되고요': not needed, and not refused either.
      for (const mention of this.#mentions) mention.wishes = mention.wishes.filter(wish => !needless.includes(wish))
      this.#open = []
      this.#endClause(false, false)
      return
    }
    if (does.has('stop')) {
      if (mood !== 'adnominal') this.#without()
    } else if (does.has('remove') || (negated && (does.has('put') || does.has('take') && this.#open.length > 0))) {
      if (mood === 'bare' && next?.tags.has('not')) this.#bareput = false
      else if (this.#asks(mood)) this.#clause.question = true
      else this.#without()
    } else if (does.has('reduce')) this.#reduce()
    else if (does.has('cancel')) {
      if (this.#asks(mood)) this.#clause.question = true
      else this.#cancelSaid()
    } else if (does.has('change')) {
      if (this.#asks(mood)) this.#clause.question = true
      // '오트밀크로 바꾼 거': what was changed before.
      else if (mood === 'adnominal' && next?.tags.has('thing')) this.#open.forEach(wish => { wish.undo = true })
      else this.#change()
    } else if (does.has('put')) {
      for (const mention of this.#mentions) if (mention.clause === this.#clauses.length) delete mention.alike
      if (this.#asks(mood)) this.#clause.question = true
      else if (mood === 'bare' && (next?.tags.has('not') || next?.verb?.does.has('stop'))) {
        this.#bareput = true
        return
      } else {
        if (this.#last !== 'wish' && this.#open.length === 0 && this.#current && (this.#current.items || this.#current.quantity !== undefined)) this.#current.more = true
        this.#put(token)
      }
    } else if (does.has('pay') && mood === 'connective' && /(?:면|니까|는데)$/.test(token.text)) {
      // '현금 결제하면 할인 있나요': not yet.
      this.#clause.done = false
    } else if (does.has('pay')) {
      this.#done = true
      this.#clause.done = true
      this.#clause.request = true
    } else if (does.has('repeat') && !goesOn) {
      this.#repeat = true
    } else if (does.has('possible') && !goesOn) {
      const counted = this.#mentions.some(mention => mention.clause === this.#clauses.length && mention.items && mention.quantity !== undefined)
      if (counted && !this.#clause.question) this.#clause.request = true
      else this.#clause.question = true
    } else if (does.has('tell') && mood === 'request' && !this.#clause.menu && !this.#mentions.some(mention => mention.clause === this.#clauses.length && mention.items) && (this.#whole || this.#again || this.#clause.question) && !/추천|설명|보/.test(token.text)) {
      this.#repeat = true
    } else if (does.has('about') && mood === 'wonder' && verb.polite) {
      // '매울까요'
      this.#clause.question = true
      this.#clause.polite = true
      this.#endClause(next?.gap === gap.question, next === undefined)
      return
    } else if ((does.has('about') || does.has('tell')) && !does.has('take') && !does.has('give')) {
      if (!goesOn && mood === 'request' && does.has('harmless')) this.#clause.request = true
      else if (/(?:네|구나|군)$/.test(token.text)) this.#clause.talk = true
      else if (!goesOn) this.#clause.question = true
      if (!goesOn && token.text.includes('추천')) this.#clause.menu = true
      if (does.has('about') && verb.polite) this.#clause.menuLike = true
    } else if (does.has('chat') && !does.has('take') && !does.has('give') && this.#clause.question && this.#clause.menu && verb.polite) {
      // '몇 시에 또 구워요': asked of the shop.
      this.#clause.weak = 0
    } else if (does.has('chat') && !does.has('take') && !does.has('give')) {
      if (!goesOn || mood === 'connective') this.#clause.talk = true
      // '야채 싫어하니까 …': the reason is over, the order begins.
      if (mood === 'connective' && next !== undefined) {
        this.#endClause(false, false)
        this.#last = 'other'
        return
      }
    }
    if (negated && does.has('take') && goesOn && this.#current && (this.#last === 'item' || this.#last === 'other') && this.#current.items && this.#current.deed === 'want') {
      this.#current.deed = 'reject'
      this.#endClause(false, false)
      this.#current = undefined
      return
    }
    const wants = does.has('give') || does.has('take') || does.has('put') || does.has('remove') || does.has('change') || does.has('reduce') || does.has('increase') || does.has('stop')
    if (wants && negated && does.has('take') && mood === 'request' && this.#open.length === 0) this.#cancelSaid()
    if (does.has('take') && /^(?:시|주|담|넣|고|골|선|말|먹)/.test(token.text) && (mood === 'past' || /는지|더라/.test(token.text)) && this.#clause.question && (verb.polite || /는지|더라/.test(token.text) || next !== undefined)) {
      // '뭐 시켰죠', '뭐 시켰는지'
      this.#repeat = true
    } else if (mood === 'past' && does.has('about') && (askedBefore || (verb.polite && this.#clause.menu && this.#clause.weak === 0 && next === undefined && this.#end === gap.question))) {
      // '몇 개 들었어요?'
      this.#clause.polite = true
    } else if (mood === 'past') this.#clause.talk = true
    else if (mood === 'wonder') this.#clause.undecided = true
    else if (mood === 'question' && wants) {
      const counted = this.#mentions.some(mention => mention.clause === this.#clauses.length && mention.items && mention.quantity !== undefined)
      if (does.has('take') && counted) this.#clause.request = true
      else this.#clause.question = true
    } else if (wants && this.#clause.question && mood === 'statement' && !/[주줘드]|부탁/.test(token.text)) {
      // '뭐 들어가요', '몇 명이 먹어요'
    } else if (wants && !friend && (mood === 'request' || (mood === 'statement' && (does.has('give') || verb.polite)))) this.#clause.request = true
    else if (wants && mood === 'connective' && does.has('give') && !/(?:려고|러|면서|니까|려면)$/.test(token.text)) this.#clause.request = true
    if (verb.polite) this.#clause.polite = true
    // '버터는 빼 주시고 …' is done with; '얼음 넣은 …' and '휘핑 올려서 …' go on to a noun.
    if (mood === 'connective' && !token.text.endsWith('서')) this.#trail = []
    this.#last = goesOn && !does.has('give') ? (this.#last === 'wish' ? 'wish' : 'other') : 'other'
    if (!goesOn || (does.has('give') && mood === 'connective' && !/(?:려고|러|면서|니까|려면)$/.test(token.text))) {
      this.#endClause(next !== undefined && next.gap === gap.question, next === undefined, goesOn)
    }
  }

  /** Asks whether it can be done rather than for it to be done. */
  #asks(mood: string): boolean {
    return mood === 'question'
  }

  #remove(): void {
    const current = this.#current
    if (!current) return
    current.deed = 'remove'
    const before = this.#mentions.indexOf(current) - 1
    for (let at = before; at >= 0; at -= 1) {
      const other = this.#mentions[at]
      if (!other || other.clause !== this.#clauses.length || !other.closed || other.deed !== 'want' || other.quantity !== undefined) break
      other.deed = 'remove'
    }
    this.#close()
    this.#current = undefined
  }

  #reduce(): void {
    const current = this.#current
    if (!current || current.final) return
    if (current.wishes.length > 0 && current.items === undefined && current.quantity === undefined) {
      for (const wish of current.wishes) wish.amount ??= 'light'
      return
    }
    current.deed = 'remove'
  }

  #change(): void {
    const here = this.#mentions.filter(mention => mention.clause === this.#clauses.length && mention.deed === 'want')
    const goal = here.at(-1)
    for (const mention of here) {
      if (mention === goal) mention.deed = 'change'
      // '두 잔이요 한 잔은 두유로 바꿔 주세요': what was ordered just now stays, and some of it is changed.
      else if (goal?.pointer === 'part' && !goal.items && mention.quantity !== undefined) mention.deed = 'want'
      else if (mention.items || mention.pointer !== undefined) mention.deed = 'source'
    }
  }

  // ---- clauses

  /** '돈까스 하나는 치즈돈까스로': one thing as the topic and another as the goal is an exchange, verb or not. */
  #exchange(): void {
    for (const [at, mention] of this.#mentions.entries()) {
      const next = this.#mentions[at + 1]
      const bare = !mention.items && !mention.offMenu && mention.pointer === undefined && mention.wishes.length === 0 && mention.quantity !== undefined && !mention.more && !mention.final && !mention.only && mention.deed === 'want'
      // '커피 두 잔 주세요 아메리카노로': the number is of what is named after it.
      if (bare && this.#about.items.length === 0 && next?.items && next.goal && next.quantity === undefined) {
        next.quantity = mention.quantity ?? 1
        this.#drop(mention)
        break
      }
    }
    this.#partsByName()
    const here = this.#mentions.filter(mention => mention.clause === this.#clauses.length && mention.deed === 'want')
    for (const [at, mention] of here.entries()) {
      const next = here[at + 1]
      const partly = (mention.partTopic && mention.items) || (mention.pointer === 'part' && this.#about.waiting.length === 0)
      if (mention.pointer === 'rest' && mention.quantity !== undefined && mention.wishes.length === 0 && next?.items && next.quantity === undefined && next.goal) {
        // '세 줄, 나머지 한 줄은 돈까스김밥으로': the number is of what is named last.
        next.quantity = mention.quantity
        mention.deed = 'set'
        delete mention.pointer
        delete mention.quantity
        continue
      }
      if (mention.topic && mention.items && mention.quantity === undefined && mention.wishes.length === 0 && next?.items && next.goal && next.whole && this.#narrows(next, mention)) {
        // '콜라는 제로로': the topic says of what kind.
        this.#drop(mention)
        continue
      }
      if (partly && mention.wishes.length === 0 && next?.items && next.goal && next.quantity === undefined) {
        mention.deed = 'source'
        next.deed = 'change'
      }
    }
  }

  /** Whether a name holds all words of another: 제로콜라 of 콜라. */
  #narrows(one: Mention, other: Mention): boolean {
    const words = (mention: Mention): string[] => (mention.items ?? []).flatMap(id => [...(this.#menu.items.get(id)?.words ?? [])])
    const has = new Set(words(one))
    return other.items?.length === 1 && other.items[0] !== one.items?.[0] && words(other).length > 0 && words(other).every(word => has.has(word) || [...has].some(long => long.endsWith(word)))
  }

  /** '하이볼 두 잔 하나는 레몬 하나는 위스키로': parts of a kind, each by its name. */
  #partsByName(): void {
    const here = this.#mentions.filter(mention => mention.clause === this.#clauses.length)
    const kind = here.find(mention => mention.items && mention.items.length > 1 && mention.quantity !== undefined && mention.wishes.length === 0)
    if (!kind) return
    for (const [at, mention] of here.entries()) {
      const next = here[at + 1]
      if (mention.pointer !== 'part' || mention.wishes.length > 0 || !next?.items || next.quantity !== undefined || !next.items.every(id => kind.items?.includes(id))) continue
      next.quantity = mention.quantity ?? 1
      delete next.goal
      this.#drop(mention)
    }
  }

  #drop(mention: Mention): void {
    const at = this.#mentions.indexOf(mention)
    if (at >= 0) this.#mentions.splice(at, 1)
    if (this.#current === mention) this.#current = undefined
  }

  #explained(token: Token): void {
    this.#clause.explained += token.text.length
  }

  #endClause(asked: boolean, last: boolean, goesOn = false): void {
    this.#exchange()
    const clause = this.#clause
    // '저 사람들 소주 다섯 병째야': words of talk, and an end that is no order.
    if (clause.weak > 0 && !clause.polite && !clause.request && this.#last === 'other') clause.talk = true
    if (clause.question && this.#known && !this.#repeat) clause.talk = true
    this.#known = false
    const here = this.#mentions.filter(mention => mention.clause === this.#clauses.length)
    if (clause.explained + clause.unexplained > 0) {
      if (asked && !clause.request && here.length === 0 && clause.menu) clause.question = true
      clause.bare = !clause.request && !clause.question
      if (this.#whole && here.length === 0 && this.#cancel) this.#cancel = true
      this.#clauses.push(clause)
      this.#clause = newClause()
    }
    this.#open = []
    this.#hint = undefined
    this.#negated = false
    this.#bareput = false
    this.#trail = []
    if ((clause.talk && this.#current && !this.#current.items) || clause.question) this.#current = undefined
    if (!goesOn && this.#current && (clause.request || clause.question || clause.talk)) {
      // Options of the next sentence still belong to the thing, but a new number or name does not.
      this.#current.closed = this.#current.items !== undefined || this.#current.closed === true
    }
    if (last) this.#current = undefined
  }
}

function isCopula(text: string): boolean {
  return /(?:예요|에요|이에요|이예요|입니까|인가요|이죠|죠|이야)$/.test(text)
}

function newClause(): Clause {
  return { request: false, bare: false, question: false, talk: false, undecided: false, polite: false, menu: false, explained: 0, unexplained: 0, weak: 0 }
}

function complete(mention: Mention): boolean {
  return mention.items !== undefined && (mention.quantity !== undefined || mention.closed === true)
}

/** Ways a thing comes, as against what is put in: choices of groups that take one, and of which one is required or that name a size. */
function isManner(menu: Menu, wish: Wish): boolean {
  const choice = menu.choices.get(wish.choices[0] ?? '')
  const group = menu.groups.get(choice?.group ?? '')
  return group !== undefined && group.max === 1 && group.choices.length > 1
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

function isNoun(token: Token): boolean {
  const length = token.text.replaceAll(' ', '').length
  if (token.tags.has('food') && token.senses.length === 0) return true
  if (/(?:처럼|보다|까지|부터|한테|에게|라도|마다|조차)$/.test(token.text)) return false
  return !token.known && (length >= 2 || /\p{Script=Latin}/u.test(token.text)) && looksVerbal(token, undefined) !== 'talk'
}
