import { Failure } from '../outcome.ts'

const units = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const

/** Milliseconds of `90s`, `30m`, `12h`, `2d` or of several of these, `1h30m`. */
export function parseDuration(text: string): number {
  if (!/^(\d+[smhd])+$/.test(text)) throw new Failure(`"${text}" is no duration: write 90s, 30m, 12h, 2d or 1h30m`)
  return [...text.matchAll(/(\d+)([smhd])/g)].reduce((sum, [, count, unit]) => sum + Number(count) * units[unit as keyof typeof units], 0)
}

/** Milliseconds as people say them: the two largest units, at least seconds. */
export function durationText(milliseconds: number): string {
  let rest = Math.max(0, Math.round(milliseconds / 1_000)) * 1_000
  const parts: string[] = []
  for (const [unit, size] of Object.entries(units).toReversed()) {
    const count = Math.floor(rest / size)
    rest -= count * size
    if (count > 0) parts.push(`${count} ${unit === 'm' ? 'min' : unit}`)
  }
  return parts.slice(0, 2).join(' ') || '0 s'
}
