import type { Mood } from '../korean/verbs.ts'
import type { spokenParticles } from '../korean/particles.ts'

/** What a word that is not in the catalogue does in an order. */
export type Tag =
  /** Says nothing: 저기요, please. */
  | 'filler'
  /** Hello, thanks: nothing to do with an order, and no reason against one. */
  | 'greeting'
  /** For whom: 친구는, for my friend. */
  | 'person'
  | 'yes' | 'no'
  /** What was said last is wrong: 아니, actually. */
  | 'fix'
  /** Rejects what stands before it (말고) or after it (not). */
  | 'not'
  /** 대신, instead of. */
  | 'insteadOf'
  | 'and' | 'or' | 'with'
  /** 더, another. */
  | 'more'
  /** 씩, each. */
  | 'each'
  /** 중에: of those. */
  | 'among'
  /** 그럼: what was said before is over. */
  | 'after'
  /** 둘 다, both. */
  | 'all'
  /** 나머지, the other. */
  | 'rest'
  /** 그거, that. */
  | 'that'
  /** 방금, just now. */
  | 'just'
  /** 마지막, the last. */
  | 'last'
  /** 같은 거, the same. */
  | 'same'
  /** 거, one: stands for a thing named before. */
  | 'thing'
  | 'light' | 'extra' | 'without'
  /** 하나만, only. */
  | 'only'
  /** 총, in total. */
  | 'total'
  | 'done' | 'pay'
  /** The order as a whole. */
  | 'order'
  | 'cancel'
  /** 읽어, read back. */
  | 'repeat'
  /** Drink, cake, menu: things that a shop has, none in particular. */
  | 'menu'
  /** What, how much, which. */
  | 'asking'
  /** Price, taste, size: what questions are about. */
  | 'quality'
  /** 못, 아직, thinking. */
  | 'undecided'
  /** Words of talk that is no order. */
  | 'talk'
  /** Not here and now: every time, was going to. */
  | 'elsewhen'
  /** Straws, water, receipts. */
  | 'nonItem'
  /** 안: not to do what follows. */
  | 'negation'
  /** Starts an order in English: can I get. */
  | 'want'
  /** Puts an option on: add, with extra. */
  | 'put'
  | 'remove' | 'change' | 'make' | 'reduce' | 'set'
  /** Stands before a name and says nothing: a, the, some. */
  | 'article' | 'the'
  /** A cup of, slices of. */
  | 'counter'
  /** Asks whether something is there or can be had: do you have. */
  | 'inquiry'
  | 'to' | 'for' | 'from' | 'in'
  /** Food, drink and wares that shops have: off the menu unless this menu has it. */
  | 'food'
  /** The kind of a choice, said after it: 통밀 빵, ranch sauce. */
  | 'classNoun'
  /** To say again, with what: read … back. */
  | 'recite'
  /** As it comes, without anything: black, plain. */
  | 'plain'
  /** Half of what there is. */
  | 'half'
  /** Kinds of food and drink in English. */
  | 'product'

/** What a Korean verb does. */
export type Does =
  | 'give' | 'take' | 'put' | 'remove' | 'reduce' | 'increase' | 'change' | 'cancel' | 'pay' | 'repeat'
  /** Is asked of a menu: 있다, 되다, 맛있다. */
  | 'about'
  /** Is asked for politely or asked about: 되다, 가능하다. */
  | 'possible'
  /** 추천하다, 알리다. */
  | 'tell'
  /** Has nothing to do with an order. */
  | 'chat'
  /** 말다: not to do what stands before. */
  | 'stop'
  /** 먹고 가다, 나누다 …: harmless. */
  | 'harmless'

export type Counter = 'cup' | 'piece' | 'times' | 'any'
  /** People: 네 명. */
  | 'person'
  /** Money: 이천 원. */
  | 'money'

export type WordSense =
  | { readonly kind: 'tag'; readonly tag: Tag }
  | { readonly kind: 'verb'; readonly does: Does; readonly mood: Mood; readonly polite: boolean }
  | { readonly kind: 'particle'; readonly role: keyof typeof spokenParticles | 'copula' | 'copulaGoesOn' }
  | { readonly kind: 'ordinal'; readonly value: number }
  | { readonly kind: 'counter'; readonly counter: Counter }
