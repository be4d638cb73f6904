import type { DeviceProperty } from '../home.ts'
import type { Direction, Value } from '../meaning.ts'

/** What somebody can want done. `set` is a verb that says nothing by itself: do, make, put. */
export type Act =
  | 'on' | 'off' | 'open' | 'close' | 'lock' | 'unlock' | 'up' | 'down' | 'set' | 'play' | 'pause' | 'next' | 'previous' | 'mute' | 'run' | 'tell'
  /** Folding away: an awning comes in, curtains open. */
  | 'fold'
  /** Runs a machine, turns to a mode, or turns back to a song: 돌리다. */
  | 'turn'
  /** Starts music, else turns on: 틀다. */
  | 'start'
  /** A state that can be asked for: 켜지다, to be on. */
  | 'isOn' | 'isOff' | 'isOpen' | 'isClosed' | 'isLocked' | 'isUnlocked' | 'is'

/** What the form of a predicate makes of it. `do` asks for it; `and` goes on; `adverb` and `noun` wait for a verb. */
export type Mood = 'do' | 'and' | 'not' | 'notBut' | 'if' | 'describes' | 'noun' | 'adverb' | 'state' | 'past' | 'ask' | 'whether'

export type Unit = 'percent' | 'degree' | 'kelvin' | 'step' | 'hour' | 'hours' | 'minutes' | 'seconds' | 'times'

/** What words can name in a home: any of these at once, as 'bar' may be a place and part of a device's name. */
export type Named = {
  /** Indexes of areas: the place itself, or a floor. */
  places?: readonly number[]
  /** Whether the places are those of a floor. */
  floor?: boolean
  /** Whether the word is only a part of the places' names, and of several: which one is not said. */
  vague?: boolean
  /** Indexes of devices that have exactly this name. */
  own?: readonly number[]
  /** Indexes of devices with this word in their name. */
  part?: readonly number[]
  /** A kind of thing from the lexicon: 'light', 'tv', whether the home has one or not. */
  concept?: string
  scenes?: readonly string[]
}

export type DayPart = 'am' | 'pm' | 'morning' | 'noon' | 'evening' | 'night' | 'dawn'

export type Sense =
  | ({ readonly is: 'named' } & Named)
  | { readonly is: 'here' } | { readonly is: 'everywhere' }
  | { readonly is: 'act'; readonly act: Act; readonly mood: Mood; readonly polite?: boolean; readonly concept?: string }
  | { readonly is: 'property'; readonly property: DeviceProperty | 'music' | 'level'; readonly concept?: string }
  | { readonly is: 'value'; readonly property: DeviceProperty | 'level'; readonly value: Value }
  | { readonly is: 'way'; readonly property?: DeviceProperty; readonly direction: Direction; readonly mood: Mood; readonly plain?: boolean }
  | { readonly is: 'number'; readonly value: number; readonly unit?: Unit }
  | { readonly is: 'more' } | { readonly is: 'little' } | { readonly is: 'most' }
  | { readonly is: 'all'; readonly count?: number } | { readonly is: 'one' } | { readonly is: 'only' }
  | { readonly is: 'except'; readonly keep?: boolean; readonly after?: boolean } | { readonly is: 'instead' } | { readonly is: 'correction' } | { readonly is: 'cancel' }
  | { readonly is: 'join' } | { readonly is: 'then' } | { readonly is: 'to' } | { readonly is: 'by'; readonly more?: boolean } | { readonly is: 'in' } | { readonly is: 'particle' }
  | { readonly is: 'pronoun' }
  | { readonly is: 'question'; readonly property?: DeviceProperty } | { readonly is: 'whether' }
  | { readonly is: 'not' }
  | { readonly is: 'day'; readonly days: readonly string[]; readonly part?: DayPart } | { readonly is: 'every' }
  | { readonly is: 'dayPart'; readonly part: DayPart }
  /** Minutes before (negative) or after the hour that follows. */
  | { readonly is: 'past'; readonly minutes: number } | { readonly is: 'oclock' }
  | { readonly is: 'clock'; readonly at: string }
  /** How long, or until when. */
  | { readonly is: 'during' } | { readonly is: 'if' }
  | { readonly is: 'after' } | { readonly is: 'half' } | { readonly is: 'at' }
  | { readonly is: 'filler' } | { readonly is: 'feeling'; readonly property?: DeviceProperty; readonly wished?: Direction } | { readonly is: 'but' } | { readonly is: 'purpose' }
  /** Nothing that a wish could mean; `ends` where it is a verb that ends a sentence, `known` where it is a word of other matters. */
  | { readonly is: 'unknown'; readonly ends?: boolean; readonly known?: boolean }

/** A run of units with one sense. */
export type Token = { readonly from: number; readonly to: number; readonly sense: Sense; readonly cost: number }
