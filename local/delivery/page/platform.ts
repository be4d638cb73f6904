import type { State } from '../state.ts'
import type { Phase } from '../run/phases.ts'
import { badge } from './badge.ts'
import { html, type Html } from './html.ts'
import { duration, lasted } from './time.ts'
import type { View } from './view.ts'

/** What cannot be read at the moment, and how far the platform has come up. Empty when there is nothing to say. */
export function platformSection(view: View, { parts, phases }: State['platform']): Html {
  const { say } = view
  const down = parts.filter(({ error }) => error !== null)
  const coming = phases.some(({ finishedAt }) => finishedAt === null) || phases.some(({ result }) => result === 'failed')
  return html`<section id="platform" data-live aria-label="${say('bringingUp')}"${!coming && down.length === 0 && html` hidden`}>
${coming && phasesPart(view, phases)}
${down.map(({ name, error }) => html`<div class="notice bad" data-news="${say('unreachable', name, error ?? '')}"><p><strong>${say('unreachable', name, error ?? '')}</strong> ${say('unreachableWhat')}</p></div>`)}
</section>`
}

function phasesPart({ say, now }: View, phases: readonly Phase[]): Html {
  return html`<h2>${say('bringingUp')}</h2>
<div class="wide" tabindex="0" role="group" aria-label="${say('bringingUp')}"><table class="phases"><thead><tr><th scope="col">${say('phase')}</th><th scope="col"><span class="unseen">${say('health')}</span></th><th scope="col">${say('expected')}</th><th scope="col">${say('took')}</th></tr></thead>
<tbody>${phases.map((phase) => html`<tr><td>${phase.name}${phase.result === 'failed' && html`<br><span class="detail">${phase.detail}</span>`}</td><td>${badge(say, stateOf(phase))}</td><td>${phase.expectedSeconds !== null && duration(phase.expectedSeconds)}</td><td>${lasted(phase.startedAt, phase.finishedAt) ?? progress(phase, now)}</td></tr>`)}</tbody></table></div>`
}

function stateOf({ result, startedAt, finishedAt }: Phase): string {
  if (finishedAt !== null) return result === 'failed' ? 'failed' : 'done'
  return startedAt === null ? 'waiting' : 'running'
}

function progress({ name, startedAt, expectedSeconds }: Phase, now: number): Html | null {
  if (startedAt === null) return null
  const elapsed = (now - Date.parse(startedAt)) / 1000
  return html`<span data-elapsed="${startedAt}">${duration(elapsed)}</span>${expectedSeconds !== null && html` <progress max="${expectedSeconds}" value="${Math.min(elapsed, expectedSeconds).toFixed()}" aria-label="${name}"></progress>`}`
}
