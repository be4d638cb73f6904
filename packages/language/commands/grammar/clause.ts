import type { DeviceProperty } from '../home.ts'
import type { Direction, Value } from '../meaning.ts'
import type { Act, Mood, Named, Unit } from '../reading/token.ts'

/** Something named: things in places. Words of `things` narrow one another down: 'left', 'blind'. */
export type Mention = {
  /** Indexes of areas. */
  places: number[] | undefined
  here: boolean
  everywhere: boolean
  things: Named[]
  scenes: readonly string[]
  /** Linked to the mention after it: 'A and B'. */
  joined: boolean
  /** Linked to the mention before it, whose place may be meant here too. */
  beside: boolean
  /** Nothing more can belong to it: a particle or another word came. */
  closed: boolean
  /** Named in the plural, where that shows. */
  plural: boolean
  /** Whether a floor was named: a room beside it must be on it. */
  floor: boolean
  /** Whether several places share the word that was said. */
  vague: boolean
}

export type Amount = { readonly value: number; readonly unit?: Unit; to: boolean; by: boolean; only?: boolean; readonly about?: DeviceProperty | 'music' | 'level' }

/** One wish of a sentence: what is named, and everything that is said of it. */
export type Clause = {
  mentions: Mention[]
  excluded: Mention[]
  /** Things of a mention that was rejected, for one that names only another place. */
  lent: readonly Named[]
  acts: { readonly act: Act; readonly mood: Mood; readonly concept?: string }[]
  properties: (DeviceProperty | 'music' | 'level')[]
  values: { readonly property: DeviceProperty | 'level'; readonly value: Value }[]
  amounts: Amount[]
  ways: { readonly property?: DeviceProperty; readonly direction: Direction }[]
  more: boolean
  little: boolean
  most: boolean
  /** Said of all that fit; with the number of them where it was said. */
  all: boolean
  /** Whether only what is left out makes it about all: '침대등만 남기고 꺼'. */
  rest: boolean
  count: number | undefined
  one: boolean
  /** Refers to what was named before. */
  pronoun: boolean
  question: boolean
  /** What a complaint asks for: 'too dark' for more brightness. */
  wished?: { readonly property: DeviceProperty; readonly direction: Direction }
  mood: Mood | 'open' | 'feeling' | 'talk'
  unknown: boolean
  /** Whether it is about exactly what the clause before it was about. */
  inherits?: boolean
  /** Asked for with a helping verb: '켜 줘'. */
  polite: boolean
  /** Whether what is unexplained in it may be a remark beside the wish, not a part of it. */
  remark: boolean
  /** Whether a number that is not understood stands before a name: '4벙 룸' is not every room. */
  garbled?: boolean
}

export function newClause(): Clause {
  return {
    mentions: [], excluded: [], lent: [], acts: [], properties: [], values: [], amounts: [], ways: [],
    more: false, little: false, most: false, all: false, rest: false, count: undefined, one: false, pronoun: false, question: false, mood: 'open', unknown: false, polite: false, remark: false,
  }
}

export function newMention(): Mention {
  return { places: undefined, here: false, everywhere: false, things: [], scenes: [], joined: false, beside: false, closed: false, plural: false, floor: false, vague: false }
}

export const hasPlace = ({ places, here, everywhere }: Mention): boolean => places !== undefined || here || everywhere
export const hasThing = ({ things, scenes }: Mention): boolean => things.length > 0 || scenes.length > 0
/** Whether the clause says what to make of something, with or without a verb. */
export const hasEffect = ({ acts, values, amounts, ways }: Clause): boolean => acts.length + values.length + amounts.length + ways.length > 0
export const isEmpty = (clause: Clause): boolean => !hasEffect(clause) && clause.mentions.length === 0 && clause.excluded.length === 0 && clause.properties.length === 0 && !clause.unknown && !clause.question && !clause.all
