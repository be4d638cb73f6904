/** One line of a difference with its number before and after. */
export type DiffLine = { kind: 'same' | 'added' | 'removed', before: number | null, after: number | null, text: string }
export type Hunk = { header: string, lines: DiffLine[] }
export type FileDiff = { path: string, change: 'added' | 'removed' | 'changed', hunks: Hunk[] }

/** Reads git's unified difference (`git diff`, Gitea's `…/pulls/N.diff`). Binary files come out without hunks. */
export function parseDiff(text: string): FileDiff[] {
  const files: FileDiff[] = []
  let hunk: Hunk | undefined
  let before = 0
  let after = 0
  for (const line of text.split('\n')) {
    const file = files.at(-1)
    const start = /^@@ -(\d+)(?:,\d+)? \+(\d+)(?:,\d+)? @@/.exec(line)
    if (line.startsWith('diff --git ')) {
      files.push({ path: pathOf(line), change: 'changed', hunks: [] })
      hunk = undefined
    } else if (file === undefined) {
      continue
    } else if (start !== null) {
      hunk = { header: line, lines: [] }
      file.hunks.push(hunk)
      before = Number(start[1])
      after = Number(start[2])
    } else if (hunk === undefined) {
      if (line.startsWith('new file mode')) file.change = 'added'
      if (line.startsWith('deleted file mode')) file.change = 'removed'
      if (line.startsWith('+++ ') && line !== '+++ /dev/null') file.path = named(line.slice(4), 'b/')
    } else if (line.startsWith('+')) {
      hunk.lines.push({ kind: 'added', before: null, after: after++, text: line.slice(1) })
    } else if (line.startsWith('-')) {
      hunk.lines.push({ kind: 'removed', before: before++, after: null, text: line.slice(1) })
    } else if (line.startsWith(' ')) {
      hunk.lines.push({ kind: 'same', before: before++, after: after++, text: line.slice(1) })
    }
  }
  return files
}

function pathOf(line: string): string {
  return named(/ ("?b\/.*)$/.exec(line)?.[1] ?? '', 'b/')
}

/** Git quotes a path that holds unusual characters and may end it with a tab. */
function named(written: string, prefix: string): string {
  const plain = written.replace(/\t$/, '')
  const path = plain.startsWith('"') ? String(JSON.parse(plain.replace(/\\([0-7]{3})/g, (_, octal: string) => `\\u00${Number.parseInt(octal, 8).toString(16).padStart(2, '0')}`))) : plain
  return path.startsWith(prefix) ? path.slice(prefix.length) : path
}
