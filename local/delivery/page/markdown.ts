import { html, type Html } from './html.ts'

/** The plain part of Markdown that descriptions of pull requests use: headings, lists, tables, code, bold, folded parts. Everything else is shown as written. */
export function markdown(text: string): Html {
  return html`<div class="markdown">${blocksOf(text.replaceAll('\r', '').split('\n'))}</div>`
}

function blocksOf(lines: string[]): Html[] {
  const blocks: Html[] = []
  while (lines.length > 0) blocks.push(block(lines))
  return blocks
}

/** Takes one block off the front. */
function block(lines: string[]): Html {
  const line = lines.shift()!
  const heading = /^#{1,6} +(.*)$/.exec(line)
  const folded = /^<details><summary>(.*)<\/summary>$/.exec(line)
  if (line.trim() === '' || /^<!--.*-->$/.test(line)) return html``
  if (folded !== null) {
    const end = lines.indexOf('</details>')
    const inside = lines.splice(0, end === -1 ? lines.length : end + 1)
    return html`<details><summary>${inline(folded[1]!)}</summary>${blocksOf(inside.slice(0, end === -1 ? undefined : -1))}</details>`
  }
  if (heading !== null) return html`<h4>${inline(heading[1]!)}</h4>`
  if (line.startsWith('```')) {
    const end = lines.findIndex((one) => one.startsWith('```'))
    const code = lines.splice(0, end === -1 ? lines.length : end + 1)
    return html`<pre tabindex="0">${code.slice(0, end === -1 ? undefined : -1).join('\n')}</pre>`
  }
  if (bullet.test(line)) return html`<ul>${[line, ...take(lines, bullet)].map((one) => html`<li>${inline(one.replace(bullet, ''))}</li>`)}</ul>`
  if (row.test(line)) return table([line, ...take(lines, row)])
  return html`<p>${inline([line, ...take(lines, plain)].join(' '))}</p>`
}

const bullet = /^\s*[-*] +/
const row = /^\s*\|.*\|\s*$/
const plain = /^(?!\s*[-*] |#{1,6} |```|\s*\|)\s*\S/

function take(lines: string[], pattern: RegExp): string[] {
  const end = lines.findIndex((line) => !pattern.test(line))
  return lines.splice(0, end === -1 ? lines.length : end)
}

function table(rows: readonly string[]): Html {
  const cells = rows.filter((one) => !/^[\s|:-]+$/.test(one)).map((one) => one.trim().slice(1, -1).split('|').map((cell) => cell.trim()))
  const [head = [], ...body] = cells
  return html`<div class="wide" tabindex="0" role="group" aria-label="${head.join(', ')}"><table><thead><tr>${head.map((cell) => html`<th scope="col">${inline(cell)}</th>`)}</tr></thead>
<tbody>${body.map((one) => html`<tr>${one.map((cell) => html`<td>${inline(cell)}</td>`)}</tr>`)}</tbody></table></div>`
}

function inline(text: string): Html[] {
  return text.split(/((?<!\\)`[^`]+(?<!\\)`|(?<!\\)\*\*[^*]+\*\*)/).map((part) => {
    if (part.startsWith('`') && part.length > 2) return html`<code>${part.slice(1, -1)}</code>`
    if (part.startsWith('**') && part.length > 4) return html`<strong>${part.slice(2, -2)}</strong>`
    // Text of people comes escaped: a backslash before a sign means the sign.
    return html`${part.replace(/\\([!-/:-@[-`{-~])/g, '$1')}`
  })
}
