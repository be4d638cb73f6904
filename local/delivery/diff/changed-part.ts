import type { DiffLine } from './parse.ts'

/** A line cut in three: what it shares with its counterpart at the start, what differs, what it shares at the end. */
export type Parts = readonly [string, string, string]

/**
 * Finds for each removed line the added line that replaces it and says which part differs,
 * so that a new digest is seen at once. Only runs of as many added as removed lines are paired; others keep no entry.
 */
export function changedParts(lines: readonly DiffLine[]): Map<DiffLine, Parts> {
  const parts = new Map<DiffLine, Parts>()
  let at = 0
  while (at < lines.length) {
    const removed = run(lines, at, 'removed')
    const added = run(lines, at + removed.length, 'added')
    if (removed.length === added.length)
      removed.forEach((line, i) => pair(line, added[i]!, parts))
    at += Math.max(1, removed.length + added.length)
  }
  return parts
}

function run(lines: readonly DiffLine[], from: number, kind: DiffLine['kind']): DiffLine[] {
  const end = lines.findIndex((line, i) => i >= from && line.kind !== kind)
  return lines.slice(from, end === -1 ? lines.length : end)
}

function pair(removed: DiffLine, added: DiffLine, parts: Map<DiffLine, Parts>) {
  const [a, b] = [removed.text, added.text]
  const shorter = Math.min(a.length, b.length)
  let start = 0
  while (start < shorter && a[start] === b[start]) start++
  let end = 0
  while (end < shorter - start && a.at(-1 - end) === b.at(-1 - end)) end++
  // Lines that share next to nothing are two lines, not one that changed.
  if (start + end < shorter / 3) return
  for (const line of [removed, added])
    parts.set(line, [line.text.slice(0, start), line.text.slice(start, line.text.length - end), line.text.slice(line.text.length - end)])
}
