import { lineKey, type CartLine, type CartOption, type DraftLine } from './cart.ts'
import type { OrderContext, Pending } from './context.ts'
import type { Mention, Wish } from './mention.ts'
import type { Item } from './catalogue.ts'
import type { Menu } from './menu.ts'
import { takes } from './pieces.ts'

export type Outcome = {
  lines: DraftLine[]
  /** Lines touched, in the order of touching; the last is what 그거 means. */
  touched: DraftLine[]
  pending: Pending[]
  unavailable: { item?: string }[]
  /** Something was done. */
  changed: boolean
  /** More of one thing than the store takes without asking. */
  tooMany?: { item: string; quantity: number }
  /** The choices that were set. */
  said: string[][]
  /** The countable choice that was put in last. */
  wished?: readonly string[]
  /** How much was wished of the last choice. */
  amount?: 'none' | 'light' | 'extra'
  /** Mentions that nothing could be made of. */
  lost: number
}

/** Carries out what was said, thing by thing, on a copy of the cart. */
export function carryOut(mentions: readonly Mention[], cart: readonly CartLine[], context: OrderContext, menu: Menu): Outcome {
  return new CarryOut(cart, context, menu).all(mentions)
}

class CarryOut {
  readonly #menu: Menu
  readonly #context: OrderContext
  readonly #out: Outcome
  /** Lines touched by the thing before, for what is said without a name. */
  #before: DraftLine[] = []
  /** Whether what was touched before was put in by this sentence. */
  #source: DraftLine[] = []
  /** A rejected item that the next one takes the place of. */
  #place: DraftLine[] = []
  #parts: DraftLine | undefined
  /** What a choice takes the place of was said. */
  #exchanged = false
  /** How many there were before they were told apart. */
  #partsOf = 1
  #pendingHere: number[] = []
  /** How many of the source are exchanged, where not all, and how many there were. */
  #taken: number | undefined
  #had = 0
  /** Wishes said before there was anything to put them on. */
  #early: Wish[] = []

  constructor(cart: readonly CartLine[], context: OrderContext, menu: Menu) {
    this.#menu = menu
    this.#context = context
    this.#out = { lines: cart.map(line => ({ ...line, options: [...line.options], fresh: false })), touched: [], pending: [...(context.pending ?? [])], unavailable: [], changed: false, said: [], lost: 0, ...(context.wished && { wished: context.wished }) }
  }

  all(mentions: readonly Mention[]): Outcome {
    const list = shareEach(dropCategories(mentions))
    const whole: Wish[] = []
    for (const mention of list) {
      for (const wish of mention.wishes) if (this.#wholeOrder(wish)) whole.push(wish)
      this.#one(mention)
    }
    const fresh = this.#out.lines.filter(line => line.fresh)
    for (const wish of whole) for (const line of fresh.length > 0 ? fresh : list.every(mention => mention.items === undefined) ? this.#out.lines : []) this.#set(line, wish)
    return this.#out
  }

  #wholeOrder(wish: Wish): boolean {
    return wish.choices.some(id => {
      const concept = this.#menu.choices.get(id)?.concept
      return concept === 'takeout' || concept === 'dine_in'
    })
  }

  #one(mention: Mention): void {
    if (mention.offMenu) {
      if (mention.deed === 'want' || mention.deed === 'change') this.#out.unavailable.push({})
      return
    }
    switch (mention.deed) {
      case 'reject':
      case 'source':
        this.#source = this.#targets(mention, true)
        this.#taken = mention.half ? Math.max(1, Math.floor((this.#source.at(-1)?.quantity ?? 2) / 2)) : mention.pointer === 'part' ? (mention.quantity ?? 1) : mention.deed === 'source' ? mention.quantity : undefined
        this.#had = this.#source.reduce((sum, line) => sum + line.quantity, 0)
        if (mention.deed === 'reject' || mention.items) this.#place = this.#source
        if (mention.deed === 'source' && this.#source.length > 0) this.#before = this.#source
        return
      case 'remove':
        this.#remove(mention)
        return
      case 'set':
      case 'change':
      case 'want':
        if (mention.items) this.#item(mention, mention.items)
        else this.#nameless(mention)
    }
  }

  // ---- a thing with a name

  #item(one: Mention, named: readonly string[]): void {
    const there = this.#out.lines.some(line => named.includes(line.item) && !line.fresh)
    const mention = there ? this.#alsoSaid(one) : one
    const choosing = this.#answersPending(mention, named)
    if (choosing) return
    let items = this.#referents(mention, this.#narrow(mention, named))
    const present = this.#out.lines.filter(line => items.includes(line.item))
    const known = this.#known(mention, present)
    if (known.length > 0) {
      this.#modify(mention, known)
      return
    }
    items = items.filter(id => !this.#menu.items.get(id)?.soldOut)
    if (items.length === 0) {
      const only = named[0]
      this.#out.unavailable.push(named.length === 1 && only !== undefined ? { item: only } : {})
      this.#place = []
      return
    }
    if (items.length > 1) {
      const pending: Pending = { choices: items, options: mention.wishes, ...(mention.quantity !== undefined && { quantity: mention.quantity }) }
      if (mention.fix && this.#pendingHere.length > 0) this.#out.pending.splice(this.#pendingHere.pop() ?? 0, 1)
      else if (mention.fix) this.#takeBack()
      this.#pendingHere.push(this.#out.pending.length)
      this.#out.pending.push(pending)
      this.#before = []
      return
    }
    const item = items[0] ?? ''
    this.#add(mention, item)
  }

  /** '아메리카노도요', '나머지도요': what was wished of the thing before is wished of this as well. */
  #alsoSaid(mention: Mention): Mention {
    const said = this.#context.said
    if (!mention.also || mention.quantity !== undefined || mention.wishes.length > 0 || !said || said.length === 0 || !mention.tokens[0]) return mention
    const token = mention.tokens[0]
    return { ...mention, also: false, topic: true, wishes: said.map(choices => ({ choices, token })) }
  }

  /** An answer to the open question of which one is meant. */
  #answersPending(mention: Mention, named: readonly string[]): boolean {
    const at = this.#out.pending.findIndex((pending, index) => (!this.#pendingHere.includes(index) || (pending.options.length === 0 && (pending.quantity === undefined || (mention.quantity === undefined && mention.goal === true)))) && named.some(id => pending.choices.includes(id)))
    const pending = this.#out.pending[at]
    if (!pending) return false
    const chosen = named.filter(id => pending.choices.includes(id))
    const exact = mention.whole && named.length === 1
    if (chosen.length > 1 || (named.length > 1 && !exact && chosen.length !== 1)) {
      this.#out.pending[at] = { ...pending, choices: chosen }
      return true
    }
    this.#out.pending.splice(at, 1)
    const quantity = mention.quantity ?? (mention.each ? 1 : pending.quantity)
    const split = mention.quantity !== undefined && pending.quantity !== undefined && mention.quantity < pending.quantity
    this.#add({ ...mention, ...(quantity !== undefined && { quantity }), wishes: [...pending.options.map(option => ({ ...option, token: mention.wishes[0]?.token ?? mention.tokens[0] }) as Wish), ...mention.wishes] }, chosen[0] ?? '')
    // '스콘 두 개' … '플레인 하나 초코칩 하나': the rest of the number waits for the next name.
    if (split && pending.quantity !== undefined && mention.quantity !== undefined) this.#out.pending.splice(at, 0, { ...pending, quantity: pending.quantity - mention.quantity, rest: true } as Pending)
    return true
  }

  /** Of several items that a word could mean, those already in the order are meant where something is done with them. */
  #narrow(mention: Mention, named: readonly string[]): readonly string[] {
    if (named.length < 2) return named
    const inCart = named.filter(id => this.#out.lines.some(line => line.item === id))
    const refers = mention.deed !== 'want' || mention.topic === true || mention.definite === true || mention.only === true || (mention.more === true && mention.wishes.length === 0)
    if (inCart.length > 0 && refers && (inCart.length === 1 || mention.deed !== 'want')) return inCart
    const asked = this.#context.asked && named.includes(this.#context.asked.item) && mention.wishes.length > 0 && mention.quantity === undefined ? [this.#context.asked.item] : undefined
    const topic = this.#context.topic?.filter(id => named.includes(id)) ?? []
    return asked ?? (topic.length === 1 ? topic : named)
  }

  /** '라떼에', 'the latte': where that item is not in the order but another whose name has the words is, that one is meant. */
  #referents(mention: Mention, items: readonly string[]): readonly string[] {
    const refers = mention.definite === true || (mention.topic === true && (mention.wishes.length > 0 || mention.only === true || mention.final === true))
    if (!refers || items.some(id => this.#out.lines.some(line => line.item === id && line.quantity > 0))) return items
    const words = mention.tokens.flatMap(token => token.senses.filter(sense => sense.kind === 'word').map(sense => sense.word))
    if (words.length === 0) return items
    const meant = this.#out.lines.filter(line => line.quantity > 0 && !(mention.whole && line.fresh) && words.every(word => this.#menu.items.get(line.item)?.words.has(word))).map(line => line.item)
    return meant.length > 0 ? [...new Set(meant)] : items
  }

  /** The lines that a named thing refers to, rather than being ordered anew. */
  #known(mention: Mention, present: readonly DraftLine[]): DraftLine[] {
    const open = this.#context.asked
    if (open && mention.also && mention.quantity === undefined && mention.wishes.some(wish => wish.choices.some(id => this.#menu.choices.get(id)?.group === open.option))) {
      const lacking = present.filter(line => line.item === open.item && this.#lacks(line, open.option))
      if (lacking.length > 0) return lacking
    }
    if (mention.among && present.length > 0) return [...present]
    if (present.length === 0 || mention.also || (this.#place.length > 0 && !present.some(line => this.#place.includes(line)))) return []
    const asked = this.#context.asked
    const wishes = mention.wishes.filter(wish => present.some(line => this.#choice(line.item, wish)))
    if (mention.deed === 'change' && !mention.more && (wishes.length > 0 || mention.final || mention.quantity === undefined)) {
      if (mention.goal && this.#source.length === 0 && this.#context.touched && !mention.final && wishes.length === 0) return []
      return this.#source.length > 0 ? [] : [...present]
    }
    if (mention.more) return wishes.length > 0 && !mention.definite && mention.quantity !== undefined ? [] : wishes.length > 0 ? (mention.quantity === undefined ? [...present] : []) : [present.at(-1) as DraftLine]
    if (mention.fix) return []
    if ((mention.only || mention.at) && mention.quantity === undefined && wishes.length > 0) return [...present]
    if (mention.quantity !== undefined && (mention.only || mention.final) && (mention.definite || mention.topic || mention.final || wishes.length === 0) && present.some(line => !line.fresh || mention.topic)) return [...present]
    if (mention.quantity === undefined && wishes.length > 0) {
      if (mention.topic || mention.definite) return [...present]
      if (asked && present.some(line => line.item === asked.item) && wishes.some(wish => wish.choices.some(id => this.#menu.choices.get(id)?.group === asked.option))) return present.filter(line => line.item === asked.item && this.#lacks(line, asked.option))
      if (wishes.every(wish => wish.more || wish.amount !== undefined) && !mention.whole) return [...present]
    }
    if (mention.quantity !== undefined && mention.topic && wishes.length > 0 && present.some(line => line.fresh && line.quantity > (mention.quantity ?? 0))) return [...present]
    return []
  }

  #lacks(line: DraftLine, group: string): boolean {
    return !line.options.some(option => this.#menu.choices.get(option.id)?.group === group)
  }

  #modify(mention: Mention, given: DraftLine[]): void {
    this.#out.changed = true
    const count = mention.quantity
    // '아아는 한 잔만': options that lines have already say which lines are meant.
    const alike = count === undefined ? [] : given.filter(line => mention.wishes.every(wish => line.options.some(option => wish.choices.includes(option.id) && option.amount === wish.amount && (wish.count === undefined || wish.count === (option.count ?? 1)))))
    const lines = alike.length > 0 ? alike : given
    const wishes = alike.length > 0 ? [] : mention.wishes
    const first = lines.at(-1)
    if (!first) return
    if (wishes.length === 0) {
      if (count !== undefined || mention.more) {
        if (mention.more) {
          // A line of its own until the end, for what may still be said of it.
          const copy: DraftLine = { ...first, quantity: count ?? 1, options: [...first.options], fresh: true }
          this.#out.lines.splice(this.#out.lines.indexOf(first) + 1, 0, copy)
          this.#limit({ ...first, quantity: first.quantity + copy.quantity })
          this.#touch([copy])
          return
        }
        this.#total(lines, count ?? 1)
        this.#limit(first)
      }
      this.#touch(mention.more ? [first] : lines)
      return
    }
    if (mention.more && count !== undefined) {
      this.#add({ ...mention, more: false, also: true }, first.item)
      return
    }
    if (count !== undefined && !mention.final && lines.some(line => line.quantity > count)) {
      const from = lines.find(line => line.quantity > count) as DraftLine
      const part = this.#split(from, count)
      for (const wish of wishes) this.#set(part, wish)
      this.#touch([part])
      return
    }
    if (count !== undefined) this.#total(lines, count)
    for (const line of lines) for (const wish of wishes) this.#set(line, wish)
    this.#touch(lines)
  }

  /** Makes the quantities of these lines come to a total: the last ones give or take. */
  #total(lines: readonly DraftLine[], total: number): void {
    let sum = lines.reduce((so, line) => so + line.quantity, 0)
    for (const line of [...lines].reverse()) {
      if (sum === total) return
      if (sum < total) {
        line.quantity += total - sum
        return
      }
      const less = Math.min(line.quantity, sum - total)
      line.quantity -= less
      sum -= less
    }
  }

  #add(mention: Mention, item: string): void {
    const apart = this.#oneEach(mention, item)
    if (apart) {
      for (const wish of apart) this.#add({ ...mention, also: true, quantity: 1, wishes: mention.wishes.filter(one => one === wish || !apart.includes(one)) }, item)
      return
    }
    this.#out.changed = true
    const source = this.#place.length > 0 ? this.#place : mention.deed === 'change' ? this.#changeSource(mention) : mention.fix ? this.#fixSource() : []
    this.#place = []
    this.#source = []
    const carried: CartOption[] = []
    let quantity = mention.quantity ?? this.#taken
    if (source.length > 0) {
      const kept = source.filter(line => !line.fresh)
      // What a sentence takes back leaves no trace; what stood in the order before keeps its options where the new thing has them.
      if (mention.deed === 'change' || kept.length > 0) for (const option of kept.flatMap(line => line.options).concat(mention.deed === 'change' ? source.filter(line => line.fresh).flatMap(line => line.options) : [])) if (takes(this.#menu, item, option.id) && !carried.some(one => one.id === option.id)) carried.push(option)
      if (mention.fix && source.some(line => line.item === item)) for (const option of source.filter(line => line.item === item).flatMap(line => line.options)) if (!carried.some(one => one.id === option.id) && !this.#wishesGroup(mention, item, option.id)) carried.push(option)
    }
    if (source.length > 0) {
      const had = source.reduce((sum, line) => sum + line.quantity, 0) || this.#had
      // '한 잔은 제로콜라로': only as many are exchanged as were said.
      const part = this.#taken !== undefined ||  mention.pointer === 'part' || (mention.deed === 'change' && mention.quantity !== undefined && !mention.final && mention.quantity < had)
      if (part && quantity !== undefined) this.#total(source, Math.max(0, had - quantity))
      else {
        quantity ??= had
        for (const line of source) line.quantity = 0
      }
      this.#taken = undefined
    }
    const line: DraftLine = { item, quantity: quantity ?? 1, options: carried, fresh: true }
    const at = source[0] ? this.#out.lines.indexOf(source[0]) + 1 : this.#out.lines.length
    if (mention.also || mention.more) {
      const same = this.#out.lines.find(one => one.item === item && !one.fresh)
      if (same && mention.wishes.length === 0 && mention.more) line.options = [...same.options]
    }
    this.#out.lines.splice(at, 0, line)
    for (const wish of [...this.#early, ...mention.wishes]) this.#set(line, wish)
    this.#early = []
    this.#limit(line)
    this.#touch([line])
  }

  /** '세 잔인데 당도는 30, 30, 50으로': as many choices of which a thing has one as there are things are one for each. */
  #oneEach(mention: Mention, item: string): Wish[] | undefined {
    const { quantity = 1, wishes } = mention
    if (quantity < 2 || mention.fix || mention.deed !== 'want') return undefined
    const groups = Map.groupBy(wishes, wish => this.#menu.choices.get(this.#choice(item, wish) ?? '')?.group ?? '')
    for (const [group, list] of groups) if (list.length === quantity && this.#menu.groups.get(group)?.max === 1) return list
    return undefined
  }

  /** Whether a wish is for the same group of options. */
  #wishesGroup(mention: Mention, item: string, choice: string): boolean {
    const group = this.#menu.choices.get(choice)?.group
    return mention.wishes.some(wish => this.#menu.choices.get(this.#choice(item, wish) ?? '')?.group === group)
  }

  #limit(line: DraftLine): void {
    if (line.quantity > this.#menu.mostOfOne) this.#out.tooMany = { item: line.item, quantity: line.quantity }
  }

  /** '라떼로 바꿔 주세요': what was spoken of last is exchanged. */
  #changeSource(mention: Mention): DraftLine[] {
    if (this.#source.length > 0) return this.#source
    if (!mention.goal && this.#before.length === 0 && mention.pointer === undefined) return this.#lastTouched().slice(-1)
    return (this.#before.length > 0 ? this.#before : this.#lastTouched()).slice(-1)
  }

  #fixSource(): DraftLine[] {
    if (this.#pendingHere.length > 0) {
      this.#out.pending.splice(this.#pendingHere.pop() ?? 0, 1)
      return []
    }
    if (this.#out.unavailable.length > 0 && this.#before.length === 0) {
      this.#out.unavailable.pop()
      return []
    }
    return (this.#before.length > 0 ? this.#before : this.#lastTouched()).slice(-1)
  }

  #takeBack(): void {
    for (const line of this.#fixSource()) line.quantity = 0
  }

  // ---- a thing without a name

  #nameless(one: Mention): void {
    const given = one.pointer === 'rest' ? this.#alsoSaid(one) : one
    const mention = given.wishes.some(wish => wish.choices.length === 0) ? { ...given, wishes: given.wishes.map(wish => this.#lastWished(wish)) } : given
    const same = this.#context.amount
    if (mention.alike && same) for (const wish of mention.wishes) wish.amount ??= same
    if (this.#choosesAll(mention)) return
    const { pointer } = mention
    if (typeof pointer === 'object' && 'ordinal' in pointer && this.#out.pending.length > 0) {
      const item = this.#out.pending[0]?.choices[pointer.ordinal - 1]
      if (item !== undefined) {
        this.#answersPending({ ...mention, items: [item], whole: true }, [item])
        return
      }
    }
    if (mention.wishes.length === 0 && mention.quantity !== undefined && this.#out.pending.length > 0 && pointer === undefined) {
      const [first, ...rest] = this.#out.pending
      if (first) this.#out.pending = [{ ...first, quantity: mention.quantity }, ...rest]
      return
    }
    if (pointer === 'same') {
      const line = (this.#before.length > 0 ? this.#before : this.#lastTouched()).at(-1)
      if (!line) return this.#lose()
      const copy: DraftLine = { ...line, quantity: mention.quantity ?? 1, options: [...line.options], fresh: true }
      this.#out.lines.push(copy)
      for (const wish of mention.wishes) this.#set(copy, wish)
      this.#done([copy])
      return
    }
    if (this.#answersTopic(mention)) return
    if (mention.total && mention.wishes.length === 0 && mention.quantity !== undefined && mention.pointer === undefined) {
      // '참치김밥 하나 야채김밥 하나 이렇게 두 줄': only sums up.
      const fresh = this.#out.lines.filter(line => line.fresh)
      if (fresh.length > 1 && fresh.reduce((sum, line) => sum + line.quantity, 0) === mention.quantity) return
    }
    let lines = this.#targets(mention, false)
    // 'swap the ham for bacon' where nothing has ham: of what was spoken of last.
    if (lines.length === 0 && typeof pointer === 'object' && 'having' in pointer && mention.wishes.some(wish => wish.undo)) lines = this.#targets({ ...mention, pointer: 'that' }, false)
    // '딸기에 초코칩' where nothing has 딸기: both are put in.
    if (lines.length === 0 && typeof pointer === 'object' && 'having' in pointer && mention.tokens[0]) {
      mention.wishes.unshift({ choices: pointer.having, token: mention.tokens[0] })
      lines = this.#targets({ ...mention, pointer: 'that' }, false)
    }
    if (lines.length === 0) {
      // '얼음 빼고요, 아아 하나요': said before the thing it is for.
      if (mention.pointer === undefined && this.#out.lines.length === 0) {
        const only = this.#onlyWith(mention)
        if (only !== undefined) return this.#add(mention, only)
        this.#early.push(...mention.wishes)
      }
      return this.#lose()
    }
    const like = this.#anotherLike(mention, lines)
    if (like) {
      this.#add({ ...mention, also: true, items: [like] }, like)
      return
    }
    if (this.#taken !== undefined && mention.deed === 'change' && mention.quantity === undefined && mention.wishes.length > 0) {
      // 'change one to hot'
      const count = this.#taken
      this.#taken = undefined
      this.#part({ ...mention, quantity: count }, this.#source.length > 0 ? this.#source : lines)
      return
    }
    if (pointer === 'part' || (mention.quantity !== undefined && mention.wishes.length > 0 && !mention.more && !mention.final && pointer !== 'all' && lines.some(line => line.quantity > (mention.quantity ?? 0)))) {
      this.#part(mention, lines)
      return
    }
    if (mention.wishes.length === 0) {
      if (mention.quantity === undefined) {
        if (mention.more) this.#nameless({ ...mention, quantity: 1 })
        else if (mention.also || pointer === 'that') this.#done(lines)
        else this.#lose()
        return
      }
      const line = lines.at(-1) as DraftLine
      if (mention.more) {
        const copy: DraftLine = { ...line, quantity: mention.quantity, options: [...line.options], fresh: true }
        this.#out.lines.splice(this.#out.lines.indexOf(line) + 1, 0, copy)
        this.#limit({ ...line, quantity: line.quantity + copy.quantity })
        this.#done([copy])
        return
      }
      if (mention.pointer === 'all' || (mention.final && lines.length > 1 && mention.only)) for (const one of lines) one.quantity = mention.quantity
      else line.quantity = mention.quantity
      this.#limit(line)
      this.#done([line])
      return
    }
    if (mention.more && mention.quantity !== undefined && pointer !== 'all') {
      const line = lines.at(-1) as DraftLine
      const copy: DraftLine = { item: line.item, quantity: mention.quantity, options: [...line.options], fresh: true }
      this.#out.lines.push(copy)
      for (const wish of mention.wishes) this.#set(copy, wish)
      this.#done([copy])
      return
    }
    if (mention.quantity !== undefined && (mention.final || mention.fix)) for (const line of lines) line.quantity = mention.quantity
    if (mention.deed === 'change') for (const line of lines) this.#clear(line, mention)
    if (mention.fix) this.#unsay(lines, mention)
    lines = lines.filter(line => mention.wishes.some(wish => this.#choice(line.item, wish) !== undefined))
    if (lines.length === 0) return this.#lose()
    // '초코는 빼고 민트초코로': one goes, and only the other takes its place.
    this.#exchanged = mention.wishes.some(wish => wish.undo || wish.amount === 'none')
    for (const line of lines) for (const wish of mention.wishes) this.#set(line, wish)
    this.#exchanged = false
    this.#done(lines)
  }

  /** '후라이드 한 마리 양념 한 마리': a number of what is of another kind than the last is another of it. */
  #anotherLike(mention: Mention, lines: readonly DraftLine[]): string | undefined {
    const line = lines.at(-1)
    if (!line || mention.deed !== 'want' || mention.quantity === undefined || mention.pointer !== undefined || mention.more || mention.final || mention.fix || mention.only) return undefined
    const kind = mention.wishes.find(wish => {
      const choice = this.#choice(line.item, wish)
      const group = this.#menu.groups.get(this.#menu.choices.get(choice ?? '')?.group ?? '')
      return group?.required === true && !wish.by && wish.amount === undefined && line.options.some(option => option.id !== choice && this.#menu.choices.get(option.id)?.group === group.id)
    })
    return kind === undefined || this.#lacksSome(line) ? undefined : line.item
  }

  /** Whether a required option of the line is still open. */
  #lacksSome(line: DraftLine): boolean {
    return (this.#menu.items.get(line.item)?.groups ?? []).some(group => this.#menu.groups.get(group)?.required === true && this.#lacks(line, group))
  }

  /** 'a party size supreme': the one item of the menu that comes with all of these, where at least two were said. */
  #onlyWith(mention: Mention): string | undefined {
    const plain = mention.wishes.filter(wish => wish.amount === undefined)
    // '후라이드 한 마리': of what has to be chosen of a thing, one says which thing.
    const kind = mention.quantity !== undefined && plain.some(wish => wish.choices.some(id => this.#menu.groups.get(this.#menu.choices.get(id)?.group ?? '')?.required))
    if (plain.length < 2 && !kind) return undefined
    const items = [...this.#menu.items.values()].filter(item => mention.wishes.every(wish => this.#choice(item.id, wish) !== undefined))
    if (items.length === 1) return items[0]?.soldOut ? undefined : items[0]?.id
    // Of 치킨 and 순살치킨 it is the one whose name is a part of all the others'.
    const names = (item: Item): string[] => Object.values(item.names).flatMap(list => list ?? []).map(name => name.replaceAll(' ', ''))
    const basic = kind ? items.find(item => names(item).some(name => name.length > 1 && items.every(other => names(other).some(one => one.includes(name))))) : undefined
    return basic && !basic.soldOut ? basic.id : undefined
  }

  /** 'change it to chocolate': of a required option what was chosen before goes. */
  #clear(line: DraftLine, mention: Mention): void {
    line.options = line.options.filter(option => {
      const group = this.#menu.groups.get(this.#menu.choices.get(option.id)?.group ?? '')
      const few = group !== undefined && group.max <= 2 && !group.countable && mention.wishes.every(wish => wish.amount === undefined)
      return !((group?.required || few) && this.#wishesGroup(mention, line.item, option.id))
    })
  }

  /** 'add mushrooms', 'no, make that onions': what was put in last goes. */
  #unsay(lines: readonly DraftLine[], mention: Mention): void {
    const group = (id: string): string | undefined => this.#menu.choices.get(id)?.group
    const before = (this.#context.said ?? []).flat()
    if (before.length === 0 || mention.wishes.some(wish => wish.amount !== undefined || wish.more)) return
    for (const line of lines) line.options = line.options.filter(option => option.id !== before.at(-1) || !mention.wishes.some(wish => !wish.choices.includes(option.id) && wish.choices.some(id => group(id) === group(option.id))))
  }

  /** 'one more pump': what was put in last. */
  #lastWished(wish: Wish): Wish {
    return wish.choices.length > 0 || !this.#out.wished ? wish : { ...wish, choices: this.#out.wished }
  }

  /** '하나씩', 'one of each', 'both' as an answer to which one: all of them. */
  #choosesAll(mention: Mention): boolean {
    const pending = this.#out.pending[0]
    if (!pending || this.#pendingHere.length > 0 || !(mention.each || mention.pointer === 'all')) return false
    this.#out.pending.shift()
    for (const item of pending.choices) this.#add({ ...mention, quantity: mention.each ? (mention.quantity ?? 1) : 1, wishes: [...mention.wishes] }, item)
    return true
  }

  /** '그거 두 개 주세요' after a question: what was asked about is ordered. */
  #answersTopic(mention: Mention): boolean {
    const topic = this.#context.topic
    const item = topic?.length === 1 ? topic[0] : undefined
    if (item === undefined || this.#before.length > 0) return false
    const pointed = mention.pointer === 'that' || (mention.pointer === 'part' && this.#out.lines.length === 0) || (mention.pointer === undefined && (mention.quantity !== undefined || mention.also))
    if (!pointed) return false
    const there = this.#out.lines.some(line => line.item === item)
    if (there && mention.wishes.length > 0 && mention.quantity === undefined) return false
    const soldOut = this.#menu.items.get(item)?.soldOut
    if (soldOut) this.#out.unavailable.push({ item })
    else this.#add(mention, item)
    return true
  }

  /** 하나는 …: some of a line become a line of their own; the next part is taken from what is left. */
  #part(mention: Mention, lines: readonly DraftLine[]): void {
    const going = this.#parts && this.#parts.quantity > 0 && lines.includes(this.#parts)
    if (!going) this.#partsOf = lines.at(-1)?.quantity ?? 1
    const all = this.#partsOf
    const count = mention.half ? Math.max(1, Math.floor(all / 2)) : (mention.quantity ?? 1)
    const from = this.#parts && this.#parts.quantity > 0 && lines.includes(this.#parts) ? this.#parts : [...lines].reverse().find(line => line.quantity > count) ?? lines.at(-1)
    if (!from) return this.#lose()
    if (mention.wishes.length === 0) {
      if (mention.only || mention.final) {
        from.quantity = count
        return this.#done([from])
      }
      // 'one black and one with cream': a part that stays as it is.
      if (from.quantity <= count) return this.#lose()
      this.#before = [from, this.#split(from, count)]
      this.#parts = from
      return
    }
    if (from.quantity <= count) {
      const last = this.#before.at(-1)
      if (this.#parts === from && last && last !== from) {
        // The parts stand in the order in which they were said.
        this.#out.lines.splice(this.#out.lines.indexOf(from), 1)
        this.#out.lines.splice(this.#out.lines.indexOf(last) + 1, 0, from)
      }
      for (const wish of mention.wishes) this.#set(from, wish)
      this.#done([from])
      return
    }
    const part = this.#split(from, count)
    if (mention.deed === 'change') this.#clear(part, mention)
    this.#parts = from
    for (const wish of mention.wishes) this.#set(part, wish)
    this.#touch([part])
    this.#out.changed = true
    this.#before = [from, part]
  }

  #split(from: DraftLine, count: number): DraftLine {
    from.quantity -= count
    const part: DraftLine = { item: from.item, quantity: count, options: [...from.options], fresh: from.fresh }
    this.#out.lines.splice(this.#out.lines.indexOf(from) + 1, 0, part)
    return part
  }

  /** The lines that something without a name, or a name already in the order, points to. */
  #targets(mention: Mention, naming: boolean): DraftLine[] {
    const live = this.#out.lines.filter(line => line.quantity > 0)
    const { pointer, items } = mention
    if (items) return live.filter(line => items.includes(line.item))
    if (typeof pointer === 'object' && 'ordinal' in pointer) return live.slice(pointer.ordinal - 1, pointer.ordinal)
    if (typeof pointer === 'object' && 'lacking' in pointer) return live.filter(line => !line.options.some(option => pointer.lacking.includes(option.id) && option.amount !== 'none'))
    if (typeof pointer === 'object') return live.filter(line => line.options.some(option => pointer.having.includes(option.id) && option.amount !== 'none'))
    if (pointer === 'last') return this.#before.length > 0 ? this.#before.slice(-1) : live.slice(-1)
    if (pointer === 'all') {
      const here = this.#out.lines.filter(line => line.fresh && line.quantity > 0)
      return here.length > 0 ? here : live
    }
    if (pointer === 'rest') return this.#parts && this.#parts.quantity > 0 ? [this.#parts] : this.#others(live)
    const asked = this.#context.asked
    const waiting = asked && live.filter(line => line.item === asked.item && this.#lacks(line, asked.option))
    if (this.#before.length > 0) {
      const before = this.#before.filter(line => line.quantity > 0)
      if (pointer === 'part' || naming) return before
      const fitting = mention.wishes.length === 0 ? before : before.filter(line => mention.wishes.some(wish => this.#choice(line.item, wish) !== undefined))
      if (fitting.length > 0) return mention.wishes.length > 0 || pointer === 'those' ? fitting : fitting.slice(-1)
    }
    if (waiting && waiting.length > 0 && (pointer === 'that' || pointer === undefined || pointer === 'part')) {
      if (mention.wishes.length === 0 || mention.wishes.some(wish => wish.choices.some(id => this.#menu.choices.get(id)?.group === asked.option))) return waiting
    }
    const last = this.#lastTouched().filter(line => line.quantity > 0)
    if (pointer === 'those') return last
    if (mention.wishes.length === 0) return last.slice(-1)
    const can = (line: DraftLine): boolean => mention.wishes.some(wish => this.#choice(line.item, wish) !== undefined)
    const undoing = mention.wishes.some(wish => wish.undo || wish.amount === 'none')
    const has = (line: DraftLine): boolean => mention.wishes.some(wish => line.options.some(option => wish.choices.includes(option.id)))
    const touched = last.filter(can)
    if (undoing) {
      const having = touched.filter(has)
      if (having.length > 0) return having.slice(-1)
      const anywhere = live.filter(has)
      if (anywhere.length > 0 && touched.length === 0) return anywhere
    }
    if (touched.length > 0) return pointer === 'that' ? touched.slice(-1) : touched.slice(-1)
    return live.filter(can).slice(-1)
  }

  /** 'the other one': what is not what was spoken of last. */
  #others(live: readonly DraftLine[]): DraftLine[] {
    const spoken = this.#before.length > 0 ? this.#before : this.#lastTouched()
    const others = live.filter(line => !spoken.includes(line))
    return others.length > 0 ? others : [...live]
  }

  #lastTouched(): DraftLine[] {
    const keys = this.#context.touched ?? []
    const lines = this.#out.lines.filter(line => line.quantity > 0)
    const touched = keys.flatMap(key => lines.filter(line => lineKey(line) === key))
    return touched.length > 0 ? touched : lines.slice(-1)
  }

  // ---- taking away

  #remove(mention: Mention): void {
    if (mention.wishes.length > 0 && mention.items === undefined && mention.quantity === undefined) {
      const lines = this.#targets(mention, false)
      if (lines.length === 0) return this.#lose()
      for (const line of lines) for (const wish of mention.wishes) this.#takeOff(line, wish)
      this.#done(lines)
      return
    }
    let lines = this.#targets(mention, false)
    if (mention.items && lines.length === 0) {
      const waiting = this.#out.pending.findIndex(pending => mention.items?.some(id => pending.choices.includes(id)))
      if (waiting >= 0) {
        this.#out.pending.splice(waiting, 1)
        this.#out.changed = true
        return
      }
      return this.#lose()
    }
    if (mention.wishes.length > 0) {
      const exact = lines.filter(line => mention.wishes.every(wish => line.options.some(option => wish.choices.includes(option.id) && option.amount === wish.amount)))
      if (exact.length > 0) lines = exact
    }
    if (lines.length === 0) return this.#lose()
    const had = lines.reduce((sum, line) => sum + line.quantity, 0)
    if (mention.quantity !== undefined && !(mention.final)) {
      const sum = lines.reduce((so, line) => so + line.quantity, 0)
      this.#total(mention.items ? lines : lines.slice(-1), Math.max(0, mention.items ? sum - mention.quantity : (lines.at(-1)?.quantity ?? 0) - mention.quantity))
    } else if (mention.final && mention.quantity !== undefined) this.#total(lines.slice(-1), mention.quantity)
    else for (const line of mention.pointer === 'that' || mention.pointer === undefined && !mention.items ? lines.slice(-1) : lines) line.quantity = 0
    this.#out.changed = true
    this.#place = lines
    this.#had = had
    this.#before = []
    this.#touch(lines.filter(line => line.quantity > 0))
  }

  #takeOff(line: DraftLine, wish: Wish): void {
    const has = line.options.find(option => wish.choices.includes(option.id))
    if (!has) {
      if (!wish.undo) this.#set(line, { ...wish, amount: 'none' })
      return
    }
    const left = (has.count ?? 1) - (wish.count ?? 99)
    line.options = line.options.filter(option => option !== has)
    if (left > 0) line.options.push(left > 1 ? { id: has.id, count: left } : { id: has.id })
  }

  // ---- options

  /** The choice of an item that a wish means. */
  #choice(item: string, wish: Wish): string | undefined {
    const hinted = wish.group === undefined ? undefined : wish.choices.find(id => this.#menu.choices.get(id)?.group === wish.group && takes(this.#menu, item, id))
    return hinted ?? wish.choices.find(id => takes(this.#menu, item, id))
  }

  #set(line: DraftLine, wish: Wish): void {
    const level = this.#level(line.item, wish)
    const id = level ?? this.#choice(line.item, wish)
    if (level !== undefined) wish = { choices: [level], token: wish.token }
    const choice = id === undefined ? undefined : this.#menu.choices.get(id)
    const group = this.#menu.groups.get(choice?.group ?? '')
    if (id === undefined || !choice || !group) return
    const has = line.options.find(option => option.id === id)
    if (wish.undo || (wish.amount === 'none' && has && has.amount === undefined && !line.fresh)) {
      this.#takeOff(line, wish)
      return
    }
    const others = line.options.filter(option => option.id !== id)
    // A choice of a group that takes one puts the other out, unless it is only refused.
    const single = group.max === 1 || (wish.by === true && group.countable && !line.fresh && wish.count === undefined && !this.#exchanged)
    const kept = single && wish.amount !== 'none' ? others.filter(option => this.#menu.choices.get(option.id)?.group !== group.id) : others
    if (group.countable) this.#out.wished = [id]
    this.#out.said.push([id])
    if (wish.amount) this.#out.amount = wish.amount
    else delete this.#out.amount
    const count = this.#count(wish, has, group.countable ? group.max : 1)
    line.options = [...kept, { id, ...(count > 1 && { count }), ...(wish.amount && { amount: wish.amount }) }]
  }

  /** Where a menu has levels for it, 'less ice' is one of them. */
  #level(item: string, wish: Wish): string | undefined {
    if (!wish.amount) return undefined
    const group = this.#menu.choices.get(this.#choice(item, wish) ?? '')?.group
    const ends = { none: '_none', light: '_less', extra: '_more' }[wish.amount]
    return this.#menu.groups.get(group ?? '')?.choices.find(choice => choice.concept?.endsWith(ends))?.id
  }

  #count(wish: Wish, has: CartOption | undefined, most: number): number {
    if (most < 2 || wish.amount) return 1
    const said = wish.count ?? 1
    const now = has && has.amount === undefined ? (has.count ?? 1) : 0
    return Math.min(most, wish.more ? now + said : said)
  }

  // ---- keeping track

  #done(lines: DraftLine[]): void {
    this.#out.changed = true
    this.#touch(lines)
  }

  #touch(lines: readonly DraftLine[]): void {
    this.#before = [...lines]
    for (const line of lines) {
      const at = this.#out.touched.indexOf(line)
      if (at >= 0) this.#out.touched.splice(at, 1)
      this.#out.touched.push(line)
    }
  }

  #lose(): void {
    this.#out.lost += 1
  }
}

/** '햄버거는 불고기로 세트 두 개': a kind named as the topic before one of it is not a thing of its own. */
function dropCategories(mentions: readonly Mention[]): Mention[] {
  return mentions.filter((mention, at) => {
    const next = mentions[at + 1]
    // '김밥 다섯 줄 야채 셋 참치 둘': the number of the kind is the sum of what follows.
    const kind = mention.items !== undefined && mention.items.length > 1 && mention.quantity !== undefined && mention.wishes.length === 0
    if (kind) {
      let sum = 0
      for (const part of mentions.slice(at + 1)) {
        if (part.quantity === undefined || !part.items?.every(id => mention.items?.includes(id))) break
        sum += part.quantity
        if (sum === mention.quantity) return false
      }
    }
    const vague = mention.items !== undefined && mention.items.length > 1 && mention.quantity === undefined && mention.wishes.length === 0 && mention.topic === true
    return !(vague && next?.items && next.items.every(id => mention.items?.includes(id)))
  })
}

/** '플레인 스콘이랑 초코칩 스콘 하나씩': the number is that of each thing named before without one. */
function shareEach(mentions: readonly Mention[]): Mention[] {
  const out: Mention[] = mentions.map(mention => ({ ...mention, wishes: [...mention.wishes] }))
  for (const [at, mention] of out.entries()) {
    if (!mention.each || mention.quantity === undefined) continue
    for (let before = at - 1; before >= 0; before -= 1) {
      const other = out[before]
      if (!other?.items || other.quantity !== undefined || other.deed !== 'want') break
      other.quantity = mention.quantity
      if (other.wishes.length === 0 && mention.wishes.length > 0) other.wishes = mention.wishes.map(wish => ({ ...wish }))
    }
  }
  return out.filter((mention, at) => !(mention.each && !mention.items && mention.wishes.length === 0 && at > 0 && out[at - 1]?.quantity === mention.quantity && out[at - 1]?.items))
}
