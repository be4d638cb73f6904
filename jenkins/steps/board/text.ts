import { durationText } from '../gitops/duration.ts'
import type { Board } from './collect.ts'
import type { Row } from './row.ts'

/** The columns of the board, for the terminal and the page alike: a title and what a row says there. */
export const columns: readonly { readonly title: string; readonly of: (row: Row, now: Date) => string }[] = [
  { title: 'environment', of: ({ environment }) => environment },
  { title: 'release', of: ({ release }) => release },
  { title: 'for', of: ({ since }, now) => age(since, now) },
  { title: 'newest change', of: ({ changedAt }, now) => age(changedAt, now) },
  { title: 'by', of: ({ by, mergedBy }) => (mergedBy === null || mergedBy === by ? (by ?? '–') : `${by ?? '–'}, merged by ${mergedBy}`) },
  { title: 'outcome', of: ({ outcome }) => (outcome === null ? 'not noted' : outcome.outcome === 'failed' ? `failed: ${outcome.cause ?? outcome.step}` : 'healthy') },
  { title: 'behind', of: ({ behindMain, behindBefore }) => [behindBefore === null ? null : `${behindBefore} before it`, behindMain === null ? null : `${behindMain} on main`].filter((part) => part !== null).join(', ') || '–' },
  { title: 'kept', of: ({ held, frozen, nextFreeze }) => [held === null ? null : `held: ${held.reason}`, frozen === null ? null : `frozen until ${frozen.text}`, nextFreeze === null ? null : `${frozen === null ? 'frozen' : 'again'} from ${nextFreeze.fromText} until ${nextFreeze.text}`].filter((part) => part !== null).join('; ') || '–' },
]

/** The board as lines for a terminal. */
export function boardLines(board: Board): string[] {
  const now = new Date(board.at)
  return [
    ...table([columns.map(({ title }) => title), ...board.environments.map((row) => columns.map(({ of }) => of(row, now)))]),
    '',
    ...table(serviceTable(board)),
    ...(board.holds.length === 0 ? [] : ['', 'held:', ...board.holds.map(({ release, environment, reason, by, at }) => `  ${release} ${environment === undefined ? '' : `for ${environment} `}by ${by} since ${at}: ${reason}`)]),
    '',
    ...table(figuresTable(board)),
  ]
}

/** Services by environment, each with the commit that its image was built from. */
export function serviceTable({ environments }: Board): string[][] {
  const names = [...new Set(environments.flatMap(({ services }) => Object.keys(services)))].toSorted()
  return [['service', ...environments.map(({ environment }) => environment)], ...names.map((name) => [name, ...environments.map(({ services }) => services[name] ?? '–')])]
}

/** The four figures by environment. */
export function figuresTable({ environments }: Board): string[][] {
  const time = (value: number | null) => (value === null ? 'not known' : durationText(value))
  const rows = environments.map(({ environment, dora: { deployments, perWeek, leadTime, failures, failureRate, timeToRestore } }) => [
    environment, `${deployments} (${perWeek} a week)`, time(leadTime), failureRate === null ? 'not known' : `${Math.round(failureRate * 100)} % (${failures})`, time(timeToRestore),
  ])
  return [[`last ${environments[0]?.dora.days ?? 0} days`, 'deployments', 'lead time', 'failed', 'restored in'], ...rows]
}

function age(instant: string | null, now: Date): string {
  return instant === null ? '–' : durationText(now.getTime() - Date.parse(instant))
}

function table(rows: readonly (readonly string[])[]): string[] {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => (row[column] ?? '').length)))
  return rows.map((row) => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ').trimEnd())
}
