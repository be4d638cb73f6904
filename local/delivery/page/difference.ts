import { changedParts, type Parts } from '../diff/changed-part.ts'
import type { Difference, ObjectDiff } from '../diff/object.ts'
import type { DiffLine, FileDiff } from '../diff/parse.ts'
import { html, type Html } from './html.ts'
import type { Say } from './words.ts'

/** What prod gets, object by object: those with news first and open if they are few, mere label changes last and folded. */
export function differencePart(say: Say, difference: Difference): Html {
  const news = difference.objects.filter(({ labelsOnly }) => !labelsOnly)
  const labels = difference.objects.filter(({ labelsOnly }) => labelsOnly)
  const open = news.reduce((lines, { added, removed }) => lines + added + removed, 0) <= 120
  return html`<div class="difference">
<h3>${say('changes')} <span class="quiet">${say('changesCount', news.length, difference.objects.length)}</span></h3>
${difference.objects.length === 0 && html`<p>${say('noDifference')}</p>`}
${news.map((object) => objectPart(say, object, open))}
${labels.length > 0 && html`<details id="labels-only"><summary>${say('labelsOnly', labels.length)}</summary>${labels.map((object) => objectPart(say, object, false))}</details>`}
${difference.others.length > 0 && html`<details id="other-files"><summary>${say('otherFiles', difference.others.length)}</summary>${difference.others.map((file) => filePart(say, file))}</details>`}
</div>`
}

function objectPart(say: Say, object: ObjectDiff, open: boolean): Html {
  const id = `object-${object.kind}-${object.name}`.toLowerCase()
  return html`<details class="object" id="${id}"${open ? html` open` : null}>
<summary><span class="change ${object.change}">${say(object.change)}</span> <strong>${object.kind}</strong> ${object.name}
<span class="count"><span aria-hidden="true"><ins>+${object.added}</ins> <del>−${object.removed}</del></span><span class="unseen">${say('lines', object.added, object.removed)}</span></span></summary>
${linesPart(say, object, `${object.kind} ${object.name}`)}</details>`
}

/** What becomes of one file. */
export function filePart(say: Say, file: FileDiff, open = false): Html {
  return html`<details class="object" id="file-${file.path}"${open && html` open`}><summary><span class="change ${file.change}">${say(file.change)}</span> ${file.path}</summary>${linesPart(say, file, file.path)}</details>`
}

function linesPart(say: Say, { hunks }: FileDiff, label: string): Html {
  return html`<div class="lines" tabindex="0" role="region" aria-label="${label}"><table><tbody>
${hunks.map(({ lines }, i) => {
    const parts = changedParts(lines)
    return html`${i > 0 && html`<tr class="gap"><td colspan="4">⋯</td></tr>`}${lines.map((line) => linePart(say, line, parts.get(line)))}`
  })}</tbody></table></div>`
}

const signs = { same: ' ', added: '+', removed: '−' }

function linePart(say: Say, line: DiffLine, parts: Parts | undefined): Html {
  const [start, middle, end] = parts ?? [line.text, '', '']
  const text = html`${start}${middle !== '' && html`<mark>${middle}</mark>`}${end}`
  const spoken = line.kind === 'added' ? say('linesAdded') : line.kind === 'removed' ? say('linesRemoved') : null
  return html`<tr class="${line.kind}"><td class="number">${line.before}</td><td class="number">${line.after}</td><td class="mark"><span aria-hidden="true">${signs[line.kind]}</span>${spoken !== null && html`<span class="unseen">${spoken}</span>`}</td><td class="text">${text}</td></tr>
`
}
