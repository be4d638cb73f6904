import type { Token } from './tokens.ts'

/** How much of a choice is wished: `count` how many times, `amount` less, more or none of it. */
export type Wish = {
  /** Choices that the words could mean; which it is depends on the item. */
  readonly choices: readonly string[]
  count?: number
  amount?: 'none' | 'light' | 'extra'
  /** More than there is: 하나 더, one more. */
  more?: boolean
  /** The group that was named with it: '당도는 …'. */
  group?: string
  /** Taken back rather than refused: '추가한 샷은 취소'. */
  undo?: boolean
  /** 로: it shall be this one rather than the other of its kind. */
  by?: boolean
  /** Said after the thing and its number. */
  late?: boolean
  token: Token
}

/** What a mention points to without naming it. */
export type Pointer = 'that' | 'last' | 'same' | 'all' | 'rest' | 'part' | 'those' | { readonly ordinal: number } | { readonly having: readonly string[] } | { readonly lacking: readonly string[] }

/** What is to be done with it. */
export type Deed = 'want' | 'remove' | 'change' | 'reject' | 'source' | 'set'

/** One thing spoken about, with what is wished of it. */
export type Mention = {
  deed: Deed
  items?: readonly string[]
  /** Its whole name was said. */
  whole?: boolean
  /** A name that is on no menu. */
  offMenu?: boolean
  quantity?: number
  counter?: 'cup' | 'piece' | 'times' | 'any'
  each?: boolean
  /** 중에: some of those. */
  among?: boolean
  /** Half of what there is. */
  half?: boolean
  /** Its number is the topic: 하나는. */
  partTopic?: boolean
  /** 에: something is put on it. */
  at?: boolean
  wishes: Wish[]
  pointer?: Pointer
  /** Set against others: 라떼는. */
  topic?: boolean
  /** 도, too: something new beside what there is. */
  also?: boolean
  /** 피클도요: as was said of the thing before. */
  alike?: boolean
  /** 더, another. */
  more?: boolean
  /** 만, only. */
  only?: boolean
  /** 로: the goal of a change. */
  goal?: boolean
  /** Named as known: the latte, 라떼를. */
  definite?: boolean
  /** The number is what it shall be in the end: 총 세 잔, 두 잔으로. */
  final?: boolean
  /** It sums up what was named before: 이렇게 두 줄. */
  total?: boolean
  /** Corrects what was said before it. */
  fix?: boolean
  /** Nothing may be added to it any more. */
  closed?: boolean
  /** It stands alone with its option before an item is named. */
  clause: number
  tokens: Token[]
}

/** What one part of the utterance is. */
export type Clause = {
  /** Asks for something to be done: 주세요, can I get. */
  request: boolean
  /** Ends in a noun with or without 요, or is a bare list of things. */
  bare: boolean
  question: boolean
  talk: boolean
  /** Says that the order is complete, or pays. */
  done?: boolean
  undecided: boolean
  /** Of another time, though it may sound like a wish. */
  elsewhen?: boolean
  /** Politely said: to the shop rather than to a friend. */
  polite: boolean
  /** Names something that a menu has, or its qualities. */
  menu: boolean
  /** Letters explained and not explained. */
  explained: number
  unexplained: number
  /** Words of talk that may also stand in an order. */
  weak: number
  /** Asks politely for a quality, though nothing of the menu is named: 있어요? */
  menuLike?: boolean
}

/** What the situation lets one expect. */
export type About = {
  /** Items in the cart and those just asked about. */
  readonly items: readonly string[]
  /** Items of the open question which one is meant. */
  readonly waiting: readonly string[]
  /** The option of the open question. */
  readonly asked?: string
  /** Choices that the last question was about. */
  readonly choices: readonly string[]
  /** Groups of options of what was spoken of last. */
  readonly groups: readonly string[]
}

export type Reading = {
  readonly mentions: Mention[]
  readonly clauses: Clause[]
  done: boolean
  cancel: boolean
  repeat: boolean
  /** A yes or no stands in it. */
  answer?: 'yes' | 'no'
  readonly tokens: readonly Token[]
}
