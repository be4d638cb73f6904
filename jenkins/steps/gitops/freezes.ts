import { Cron } from 'croner'
import { parse } from 'yaml'
import { z } from 'zod'
import { textAt } from '../git/read.ts'
import { Failure } from '../outcome.ts'
import { freezesFile } from './layout.ts'

const Instant = z.iso.datetime({ offset: true })

/** A time in which nothing is promoted. `from` and `until` are cron expressions in the time zone, or both one instant. */
export const Freeze = z.object({
  name: z.string(),
  /** Where it holds; everywhere when absent. */
  environments: z.array(z.string()).optional(),
  from: z.string(),
  until: z.string(),
  timeZone: z.string().default('UTC'),
  reason: z.string().optional(),
  /** What may go all the same: releases, or anything between two instants. */
  except: z.array(z.union([z.object({ release: z.string(), reason: z.string().optional() }), z.object({ from: Instant, until: Instant, reason: z.string().optional() })])).default([]),
})
export type Freeze = z.infer<typeof Freeze>

export type Frozen = { readonly name: string; readonly reason: string | undefined; readonly until: Date; readonly timeZone: string }

/** The freezes in the text of freezes.yaml, each with a time zone and expressions that can be read. */
export function parseFreezes(text: string): Freeze[] {
  const read = z.object({ freezes: z.array(Freeze) }).safeParse(parse(text))
  if (!read.success) throw new Failure(`${freezesFile}: ${read.error.issues[0]?.path.join('.')}: ${read.error.issues[0]?.message}`)
  for (const freeze of read.data.freezes) windowAt(freeze, new Date())
  return read.data.freezes
}

/** The freezes at `commit`. */
export async function freezesAt(folder: string, commit: string): Promise<Freeze[]> {
  const text = await textAt(folder, commit, freezesFile)
  return text === undefined ? [] : parseFreezes(text)
}

/**
 * Why `environment` is frozen for `release` at `now`, and until when nothing changes about that: freezes that begin before another
 * one ends count as one. Undefined when it is not frozen.
 */
export function frozenAt(freezes: readonly Freeze[], environment: string, release: string, now: Date): Frozen | undefined {
  const first = windowOf(freezes, environment, release, now)
  for (let frozen = first, links = 0; frozen !== undefined; links++) {
    const next = links < 50 ? windowOf(freezes, environment, release, frozen.until) : undefined
    if (next === undefined) return { ...first!, until: frozen.until }
    frozen = next
  }
  return undefined
}

export type ComingFreeze = Frozen & { readonly from: Date }

/** The next freeze of `environment` for `release` that is to come: of one that is frozen at `now`, the one after that. */
export function nextFreeze(freezes: readonly Freeze[], environment: string, release: string, now: Date): ComingFreeze | undefined {
  const after = frozenAt(freezes, environment, release, now)?.until ?? now
  const begins = freezes.flatMap((freeze) => beginsAfter(freeze, after)).toSorted((a, b) => a.getTime() - b.getTime())
  for (const from of begins) {
    const frozen = frozenAt(freezes, environment, release, from)
    if (frozen !== undefined) return { ...frozen, from }
  }
  return undefined
}

/** When it may begin: with its windows, as many of the next ones as exceptions could reasonably cover, and where an exception ends inside one. */
function beginsAfter({ name, from, timeZone, except }: Freeze, after: Date): Date[] {
  const windows = isInstant(from) ? [new Date(from)] : cron(from, timeZone, name).nextRuns(20, after)
  return [...windows, ...except.flatMap((one) => ('until' in one ? [new Date(one.until)] : []))].filter((begin) => begin > after)
}

function windowOf(freezes: readonly Freeze[], environment: string, release: string, now: Date): Frozen | undefined {
  const windows = freezes
    .filter((freeze) => freeze.environments?.includes(environment) ?? true)
    .filter(({ except }) => !except.some((one) => ('release' in one ? release === one.release || release.startsWith(`${one.release}-`) : now >= new Date(one.from) && now < new Date(one.until))))
    .flatMap((freeze) => windowAt(freeze, now) ?? [])
  return windows.toSorted((a, b) => b.until.getTime() - a.until.getTime())[0]
}

/** The window of this freeze that `now` is in, its exceptions aside. Begins count, ends do not. */
function windowAt({ name, reason, from, until, timeZone }: Freeze, now: Date): Frozen | undefined {
  const begun = last(from, timeZone, new Date(now.getTime() + 1), name)
  if (begun === undefined) return undefined
  const end = next(until, timeZone, begun, name)
  if (end === undefined) throw new Failure(`${freezesFile}: ${name} has no end: no time of "${until}" comes after ${begun.toISOString()}`)
  return end > now ? { name, reason, until: end, timeZone } : undefined
}

function last(expression: string, timeZone: string, before: Date, name: string): Date | undefined {
  if (isInstant(expression)) return new Date(expression) < before ? new Date(expression) : undefined
  return cron(expression, timeZone, name).previousRuns(1, before)[0]
}

function next(expression: string, timeZone: string, after: Date, name: string): Date | undefined {
  if (isInstant(expression)) return new Date(expression) > after ? new Date(expression) : undefined
  return cron(expression, timeZone, name).nextRun(after) ?? undefined
}

const isInstant = (expression: string) => Instant.safeParse(expression).success

function cron(expression: string, timeZone: string, name: string): Cron {
  try {
    if (expression.trim().split(/\s+/).length !== 5) throw new Error('five fields are needed: minute, hour, day, month, day of the week')
    new Intl.DateTimeFormat('en', { timeZone })
    return new Cron(expression, { timezone: timeZone, paused: true })
  } catch (error) {
    throw new Failure(`${freezesFile}: ${name}: "${expression}" in ${timeZone} cannot be read: ${(error as Error).message}`)
  }
}

/** An instant as people of a time zone write it: `2026-11-30 08:00 Asia/Seoul`. */
export function inZone(instant: Date, timeZone: string): string {
  return `${instant.toLocaleString('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' })} ${timeZone}`
}
