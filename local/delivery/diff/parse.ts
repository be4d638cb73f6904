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

/** Git quotes a path that holds unusual characters, its bytes in octal, and may end it with a tab. */
function named(written: string, prefix: string): string {
  const plain = written.replace(/\t$/, '')
  const path = plain.startsWith('"') ? unquoted(plain.slice(1, -1)) : plain
  return path.startsWith(prefix) ? path.slice(prefix.length) : path
}

const escapes: Record<string, string> = { n: '\n', t: '\t', r: '\r', a: '\x07', b: '\b', f: '\f', v: '\v' }

function unquoted(quoted: string): string {
  const bytes = quoted.replace(/\\([0-7]{3}|.)/g, (_, sign: string) => sign.length === 3 ? String.fromCharCode(Number.parseInt(sign, 8)) : escapes[sign] ?? sign)
  return Buffer.from(bytes, 'latin1').toString('utf8')
}
