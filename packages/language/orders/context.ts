/** What was said before, as far as the next sentence may point to it. Plain data: it can be sent and stored. */
export type OrderContext = {
  /** `lineKey` of the lines touched last. */
  readonly touched?: readonly string[]
  /** What was put to an equal line last: '그거' is that and not the whole line. */
  readonly added?: { readonly key: string; readonly quantity: number }
  /** The open question: a required option of a line. */
  readonly asked?: { readonly item: string; readonly option: string }
  /** Vague names that wait for a choice, with what was said of them. */
  readonly pending?: readonly Pending[]
  /** What was wished in the last sentence: '아메리카노도요' wishes it of another thing. */
  readonly said?: readonly (readonly string[])[]
  /** How much was wished of it: '양파 빼 주세요', '피클도요'. */
  readonly amount?: 'none' | 'light' | 'extra'
  /** Items that a question was about. */
  readonly topic?: readonly string[]
  /** The countable choice that was put in last: 'one more pump'. */
  readonly wished?: readonly string[]
  /** Choices that a question was about. */
  readonly topicChoices?: readonly string[]
}
export type Pending = { readonly choices: readonly string[]; readonly quantity?: number; readonly options: readonly { readonly choices: readonly string[]; readonly count?: number; readonly amount?: 'none' | 'light' | 'extra' }[] }
