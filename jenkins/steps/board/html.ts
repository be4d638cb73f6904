import type { Board } from './collect.ts'
import { columns, figuresTable, serviceTable } from './text.ts'

/** The board as one page: no scripts, nothing loaded from elsewhere, light and dark. */
export function boardPage(board: Board): string {
  const now = new Date(board.at)
  const [head = [], ...services] = serviceTable(board)
  const [figures = [], ...counted] = figuresTable(board)
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Jari: what runs where</title>
<style>
:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif }
body { margin: 2rem auto; max-width: 75rem; padding: 0 1rem }
h1 { font-size: 1.5rem } h2 { font-size: 1.1rem; margin-top: 2rem }
div { overflow-x: auto } table { border-collapse: collapse; width: 100% }
th, td { border-bottom: 1px solid color-mix(in srgb, currentColor 25%, transparent); padding: .4rem .8rem .4rem 0; text-align: left; vertical-align: top }
td { font-variant-numeric: tabular-nums }
</style>
</head>
<body>
<main>
<h1>What runs where</h1>
<p>As of <time datetime="${board.at}">${board.at.replace('T', ' ').slice(0, 16)} UTC</time>, commit ${board.commit.slice(0, 7)} of main.</p>
${section('Environments', columns.map(({ title }) => title), board.environments.map((row) => columns.map(({ of }) => of(row, now))))}
${section('Services, by the commit that each image was built from', head, services)}
${section('Figures (DORA)', figures, counted)}
${section('Releases', ['release', 'cut', 'changes', 'runs in'], board.releases.map(({ id, createdAt, changes, in: where }) => [id, createdAt.replace('T', ' ').slice(0, 16), String(changes), where.join(', ') || '–']))}
${board.holds.length === 0 ? '<h2>Holds</h2>\n<p>Nothing is held.</p>' : section('Holds', ['release', 'for', 'by', 'since', 'why'], board.holds.map(({ release, environment, by, at, reason }) => [release, environment ?? 'all', by, at, reason]))}
${board.environments.map(({ environment, history }) => section(`History of ${environment}`, ['when', 'release', 'by', 'changes', 'outcome'], history.map(({ release, at, by, mergedBy, isRollback, outcome, commits, takenBack }) => [at.replace('T', ' ').slice(0, 16), `${release}${isRollback ? ' (back)' : ''}`, mergedBy === null || mergedBy === by ? by : `${by}, merged by ${mergedBy}`, isRollback ? `−${takenBack}` : String(commits.length), outcome ?? 'not noted']))).join('\n')}
</main>
</body>
</html>
`
}

function section(title: string, head: readonly string[], rows: readonly (readonly string[])[]): string {
  const cells = (row: readonly string[]) => row.map((cell, column) => (column === 0 ? `<th scope="row">${escaped(cell)}</th>` : `<td>${escaped(cell)}</td>`)).join('')
  return `<h2>${escaped(title)}</h2>
<div tabindex="0" role="region" aria-label="${escaped(title)}">
<table>
<thead><tr>${head.map((cell) => `<th scope="col">${escaped(cell)}</th>`).join('')}</tr></thead>
<tbody>
${rows.map((row) => `<tr>${cells(row)}</tr>`).join('\n')}
</tbody>
</table>
</div>`
}

const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
