import type { Step } from './run.ts'

/** The value that `share` (0 to 1) of the sorted numbers do not exceed. */
export function percentile(sorted: readonly number[], share: number): number {
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? 0
}

const heads = ['set', 'lang', 'cases', 'steps', 'exact', 'wrong', 'missed', 'partly', 'p50 µs', 'p99 µs', 'max µs']

/** A table with one line for each set and language. */
export function report(sets: readonly { readonly name: string; readonly steps: readonly Step[] }[]): string {
  const rows = sets.flatMap(({ name, steps }) => [...new Set(steps.map(({ lang }) => lang))].sort().map((lang) => row(name, lang, steps.filter((step) => step.lang === lang))))
  const widths = heads.map((head, column) => Math.max(head.length, ...rows.map((cells) => cells[column]!.length)))
  const line = (cells: readonly string[]) => cells.map((cell, column) => (column < 2 ? cell.padEnd(widths[column]!) : cell.padStart(widths[column]!))).join('  ')
  return [heads, ...rows].map(line).join('\n')
}

function row(name: string, lang: string, steps: readonly Step[]): string[] {
  const count = (verdict: Step['verdict']) => steps.filter((step) => step.verdict === verdict).length
  const times = steps.map(({ nanoseconds }) => nanoseconds / 1000).sort((a, b) => a - b)
  return [
    name,
    lang,
    String(new Set(steps.map(({ id }) => id)).size),
    String(steps.length),
    `${((count('exact') / steps.length) * 100).toFixed(1)}%`,
    ...(['wrong', 'missed', 'partly'] as const).map((verdict) => String(count(verdict))),
    ...[percentile(times, 0.5), percentile(times, 0.99), times.at(-1) ?? 0].map((time) => time.toFixed(0)),
  ]
}

/** One step as a line of `--jsonl`. */
export function stepLine({ id, step, expected, got, verdict, nanoseconds }: Step): string {
  return JSON.stringify({ id, step, expected, got, exact: verdict === 'exact', ns: nanoseconds })
}
