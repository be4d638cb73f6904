import type { Board } from '../../../jenkins/steps/board/collect.ts'
import { html, type Html } from './html.ts'
import { span } from './time.ts'
import type { View } from './view.ts'

/** The four DORA figures of each environment. */
export function figuresSection(view: View, board: Board | null): Html {
  const { say } = view
  const days = board?.environments[0]?.dora.days ?? 30
  return html`<section aria-labelledby="dora-title" id="dora" data-live>
<h2 id="dora-title">${say('dora')}</h2>
<p class="quiet">${say('doraWhat', days)}</p>
${board === null ? html`<p class="empty">${say('notRead')}</p>` : html`<div class="wide" tabindex="0" role="group" aria-label="${say('dora')}"><table class="figures">
<thead><tr><th scope="col">${say('environment')}</th><th scope="col">${say('deployments')}</th><th scope="col">${say('leadTime')}</th><th scope="col">${say('failureRate')}</th><th scope="col">${say('restore')}</th></tr></thead>
<tbody>${board.environments.map((row) => figuresRow(view, row))}</tbody></table></div>`}
</section>`
}

function figuresRow({ say, language }: View, { environment, dora }: Board['environments'][number]): Html {
  const { deployments, perWeek, leadTime, commits, failures, failureRate, timeToRestore } = dora
  const number = new Intl.NumberFormat(language, { maximumFractionDigits: 1 })
  const percent = new Intl.NumberFormat(language, { style: 'percent' })
  return html`<tr data-environment="${environment}"><th scope="row">${environment}</th>
${figure(number.format(deployments), say('perWeek', number.format(perWeek)))}
${leadTime === null ? figure(say('notKnown'), null) : figure(span(leadTime, language), say('leadTimeOf', commits))}
${failureRate === null ? figure(say('notKnown'), null) : figure(percent.format(failureRate), say('failuresOf', failures, deployments))}
${timeToRestore === null ? figure(say('notKnown'), null) : figure(span(timeToRestore, language), say('restoreOf'))}</tr>`
}

const figure = (value: string, of: string | null) => html`<td><strong>${value}</strong>${of !== null && html`<br><span class="quiet">${of}</span>`}</td>`
