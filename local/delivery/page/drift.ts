import type { Board } from '../../../jenkins/steps/board/collect.ts'
import type { Row } from '../../../jenkins/steps/board/row.ts'
import type { Environment } from '../argocd/environment.ts'
import { commitList } from './commits.ts'
import { html, type Html } from './html.ts'
import type { View } from './view.ts'

/** What differs between the environments, and between git and the cluster. */
export function driftSection(view: View, board: Board | null, environments: readonly Environment[]): Html {
  const { say } = view
  return html`<section aria-labelledby="drift-title" id="drift" data-live>
<h2 id="drift-title">${say('drift')}</h2>
${board === null ? html`<p class="empty">${say('notRead')}</p>` : html`${services(view, board)}
<h3>${say('driftBetween')}</h3>
<ul class="plain">${board.environments.map((row, i) => html`<li>${lacks(view, row, board.environments[i - 1]?.environment ?? 'main')}</li>`)}</ul>`}
<h3>${say('driftCluster')}</h3>
<ul class="plain">${environments.map((environment) => html`<li><strong>${environment.name}</strong> ${clusterDrift(view, environment)}</li>`)}</ul>
</section>`
}

/** Whether the cluster is as git says, in a sentence. */
export function clusterDrift({ say }: View, { release, target, differing }: Environment): Html {
  if (target !== null) return html`${say('runsOther', release === '' ? say('noRelease') : release, target)}`
  if (differing === null) return html`${say('clusterUnknown')}`
  return html`${differing.length === 0 ? say('clusterSame') : say('clusterDiffers', differing.length, differing.join(', '))}`
}

function services({ say }: View, { environments }: Board): Html | null {
  const names = [...new Set(environments.flatMap((row) => Object.keys(row.services)))].toSorted()
  if (names.length === 0) return null
  return html`<div class="wide" tabindex="0" role="group" aria-label="${say('driftServices')}"><table>
<caption>${say('driftServices')}</caption>
<thead><tr><th scope="col">${say('service')}</th>${environments.map(({ environment }) => html`<th scope="col">${environment}</th>`)}</tr></thead>
<tbody>${names.map((name) => html`<tr><th scope="row">${name}</th>${environments.map((row, i) => {
    const [mine, before] = [row.services[name], environments[i - 1]?.services[name]]
    return html`<td>${mine === undefined ? '–' : html`<code>${mine}</code>`}${i > 0 && mine !== before && html` <span class="badge busy"><span aria-hidden="true">≠</span> ${environments[i - 1]?.environment}</span>`}</td>`
  })}</tr>`)}</tbody></table></div>`
}

function lacks(view: View, row: Row, before: string): Html {
  const { say } = view
  const count = before === 'main' ? row.behindMain : row.behindBefore
  if (count === null) return html`<strong>${row.environment}</strong> ${say('noRelease')}`
  if (count === 0) return html`${say('lacksNothing', row.environment, before)}`
  return html`<details id="lacks-${row.environment}"><summary>${say('lacks', row.environment, count, before)}</summary>${commitList(view, row.lacks, count)}</details>`
}
