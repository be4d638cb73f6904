import type { CommandTime } from '../meaning.ts'
import type { Heard } from '../reading/text.ts'
import type { Sense, Token } from '../reading/token.ts'
import { allDays, exceptedDays, rangeTo } from './days.ts'
import { duration, isSpan, iso } from './duration.ts'
import { clock, nextToday, today } from './hours.ts'

/** The time of a sentence and the tokens that are left; `unclear` where it is not one time that a wish can have: an hour of the morning or the evening, two times, how long something shall last. */
export type Timed = { readonly when?: CommandTime; readonly rest: readonly Token[]; readonly unclear: boolean }

/** Takes durations ('한 시간 반 뒤에'), hours ('밤 열한 시'), and days ('매주 월요일') out of a sentence. */
export function takeTime(heard: Heard, tokens: readonly Token[], now?: Date): Timed {
  return new Times(heard, tokens, now).take()
}

class Times {
  readonly #heard: Heard
  readonly #tokens: readonly Token[]
  readonly #now: Date | undefined
  readonly #used = new Set<Token>()
  readonly #days = new Set<string>()
  #after: number | undefined
  #at: string | undefined
  #daily = false
  #unclear = false

  constructor(heard: Heard, tokens: readonly Token[], now: Date | undefined) {
    this.#heard = heard
    this.#tokens = tokens
    this.#now = now
  }

  take(): Timed {
    this.#tokens.forEach((token, index) => {
      if (this.#used.has(token)) return
      if (isSpan(token)) this.#span(index)
      else if (token.sense.is === 'clock' || (token.sense.is === 'number' && token.sense.unit === 'hour')) this.#hour(index)
      else if (token.sense.is === 'day') this.#day(token.sense.days, index)
    })
    this.#except()
    return this.#told()
  }

  /** Uses a token if it has one of the senses. */
  #use(token: Token | undefined, ...senses: readonly Sense['is'][]): boolean {
    if (!token || (senses.length > 0 && !senses.includes(token.sense.is))) return false
    this.#used.add(token)
    return true
  }

  #span(index: number): void {
    const { seconds, to, mark } = duration(this.#tokens, index)
    const before = this.#tokens[index - 1]
    // '10분 동안', 'for ten minutes': how long something shall last
    const lasts = !mark && (['during', 'only'].includes(this.#tokens[to]?.sense.is ?? '') || ['purpose', 'during'].includes(before?.sense.is ?? ''))
    if (!lasts && !mark && before?.sense.is !== 'after' && before?.sense.is !== 'in') return
    for (const token of this.#tokens.slice(index, to)) this.#used.add(token)
    if (lasts) {
      this.#unclear = true
      this.#use(this.#tokens[to], 'during', 'only')
      this.#use(before, 'purpose', 'during')
      return
    }
    if (this.#after !== undefined) this.#unclear = true
    this.#after = seconds
    this.#use(mark)
    this.#use(before, 'after', 'in')
  }

  #hour(index: number): void {
    const time = clock(this.#tokens, index)
    const at = time.at ?? (this.#now && today.test(this.#heard.text) ? nextToday(time.hour, time.minute, this.#now) : undefined)
    if (at === undefined || this.#at !== undefined) this.#unclear = true
    else this.#at = at
    for (const token of time.used) this.#used.add(token)
    // 'until midnight', '10시까지'
    const next = this.#tokens[this.#tokens.indexOf(time.used.findLast((token) => this.#tokens.indexOf(token) >= index)!) + 1]
    const until = next?.sense.is === 'to' && this.#heard.units[next.from]!.text === '까' ? next : this.#tokens[index - 1]?.sense.is === 'during' ? this.#tokens[index - 1] : undefined
    if (this.#use(until, 'to', 'during')) this.#unclear = true
  }

  #day(days: readonly string[], index: number): void {
    this.#used.add(this.#tokens[index]!)
    if (days[0] === 'day') this.#daily = true
    else for (const day of rangeTo(this.#heard, this.#tokens, index) ?? days) this.#days.add(day)
  }

  /** 'Every day but Monday'. */
  #except(): void {
    const left = this.#daily ? exceptedDays(this.#tokens) : undefined
    if (!left) return
    this.#daily = false
    for (const day of allDays) if (!left.days.includes(day)) this.#days.add(day)
    for (const day of left.days) this.#days.delete(day)
    for (const token of left.used) this.#used.add(token)
  }

  #told(): Timed {
    for (const token of this.#tokens) if (this.#days.size > 0 || this.#daily || this.#at !== undefined) this.#use(token, 'every')
    const part = this.#tokens.some(({ sense }) => sense.is === 'dayPart')
    const days = this.#daily || this.#days.size === 7 ? ('day' as const) : this.#days.size > 0 ? allDays.filter((day) => this.#days.has(day)) : undefined
    // '8시마다'
    const every = days ?? (this.#at !== undefined && this.#tokens.some(({ sense }) => sense.is === 'every') ? ('day' as const) : undefined)
    const rest = dropGlue(this.#tokens, this.#used)
    const unclear = this.#unclear
    if (this.#after !== undefined) return { when: { after: iso(this.#after) }, rest, unclear: unclear || this.#at !== undefined || every !== undefined }
    if (this.#at !== undefined) return { when: { at: this.#at, ...(every && { every }) }, rest, unclear }
    return { rest, unclear: unclear || every !== undefined || (part && this.#used.size > 0) }
  }
}

/** The tokens that were not used, without the small words between those that were: '8시에', 'at 8', 'every Monday and Friday'. */
function dropGlue(tokens: readonly Token[], used: ReadonlySet<Token>): Token[] {
  const dropped = new Set<Token>(used)
  const glue = (token: Token | undefined): boolean => token !== undefined && !dropped.has(token) && ['particle', 'at', 'join', 'to', 'by', 'in', 'filler', 'only', 'then'].includes(token.sense.is)
  tokens.forEach((token, index) => {
    if (!used.has(token)) return
    const next = tokens[index + 1]
    if (glue(next) && ['particle', 'at', 'to', 'only'].includes(next!.sense.is)) dropped.add(next!)
    if (glue(next) && next!.sense.is === 'join' && tokens[index + 2] && used.has(tokens[index + 2]!)) dropped.add(next!)
    const previous = tokens[index - 1]
    if (glue(previous) && (previous!.sense.is === 'at' || previous!.sense.is === 'by' || previous!.sense.is === 'in' || previous!.sense.is === 'to')) dropped.add(previous!)
  })
  return tokens.filter((token) => !dropped.has(token))
}
