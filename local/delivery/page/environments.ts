import type { Board } from '../../../jenkins/steps/board/collect.ts'
import type { Row } from '../../../jenkins/steps/board/row.ts'
import type { Environment } from '../argocd/environment.ts'
import { badge, toneOf, type Tone } from './badge.ts'
import { clusterDrift } from './drift.ts'
import { why } from './freezes.ts'
import { hintFor } from './hints.ts'
import { html, type Html } from './html.ts'
import { ago } from './time.ts'
import type { View } from './view.ts'
import { sayIfKnown } from './words.ts'

/** The environments in the order a release travels. */
export function environmentsSection(view: View, environments: readonly Environment[], board: Board | null): Html {
  return html`<section aria-labelledby="environments-title" id="environments" data-live tabindex="-1">
<h2 id="environments-title">${view.say('environments')}</h2>
<ol class="environments">${environments.map((environment) => environmentCard(view, environment, board?.environments.find((row) => row.environment === environment.name)))}</ol>
</section>`
}

/** What runs in an environment and how it fares; `row` is what git tells of it. */
export function environmentCard(view: View, environment: Environment, row: Row | undefined): Html {
  const { say, language, now } = view
  const { name, release, target, since, sync, health, operation, url } = environment
  const news = `${name}: ${sayIfKnown(say, health)}${release === '' ? '' : `, ${release}`}`
  return html`<li class="environment ${tone(environment)}" id="environment-${name}" data-health="${health}" data-sync="${sync}" data-release="${release}" data-news="${news}">
<h3><a href="/environments/${name}" aria-label="${say('details', name)}">${name}</a></h3>
<p class="release">${release === '' ? html`<span class="quiet">${say('noRelease')}</span>` : release}</p>
${target !== null && html`<p class="arriving"><span aria-hidden="true">→</span> ${say('arriving', target)}</p>`}
<dl class="states">
<div><dt>${say('health')}</dt><dd>${badge(say, health)}</dd></div>
<div><dt>${say('sync')}</dt><dd>${badge(say, sync)}${operation !== null && badge(say, operation)}</dd></div>
</dl>
${reasons(say, environment)}
${row !== undefined && facts(view, row)}
${environment.differing !== null && environment.differing.length > 0 && html`<p class="notice busy">${clusterDrift(view, environment)}</p>`}
<p class="foot">${since !== null && html`<span>${say('since')} ${ago(since, language, now)}</span>`}<a href="${url}" rel="noreferrer">${say('open', name)}</a></p>
</li>`
}

/** Who, how old, how far behind, held, frozen. */
function facts({ say, language, now }: View, { by, mergedBy, changedAt, behindBefore, behindMain, held, frozen, nextFreeze }: Row): Html {
  const behind = [behindBefore, behindMain].every((count) => count === null || count === 0)
  return html`<ul class="facts">
${by !== null && html`<li>${say('byWhom', mergedBy ?? by)}${changedAt !== null && html` · ${say('changeMade')} ${ago(changedAt, language, now)}`}</li>`}
${behindMain !== null && html`<li>${behind ? say('upToDate', 'main') : say('behind', behindMain, 'main')}</li>`}
${held !== null && html`<li><span class="badge bad"><span aria-hidden="true">✋</span></span> ${say('heldHere', held.by, held.reason)}</li>`}
${frozen !== null && html`<li><span class="badge busy"><span aria-hidden="true">❄</span></span> ${say('frozenUntil', frozen.text, why(frozen))}</li>`}
${nextFreeze !== null && html`<li>${say('freezeNext', nextFreeze.fromText, nextFreeze.text, why(nextFreeze))}</li>`}
</ul>`
}

/** What runs may be well while what should run cannot come. */
function tone({ health, sync, operation }: Environment): Tone {
  if (health !== 'Healthy') return toneOf(health)
  if (sync === 'Unknown' || (operation !== null && toneOf(operation) === 'bad')) return 'bad'
  return toneOf(sync)
}

function reasons(say: View['say'], { name, reason, reasons: all }: Environment): Html | null {
  if (reason === null) return null
  const more = all.slice(1)
  const hint = hintFor(reason)
  return html`<div class="reason"><p><strong>${say('why')}:</strong> ${reason}</p>
${hint !== null && html`<p class="hint">${say(hint)}</p>`}
${more.length > 0 && html`<details id="reasons-${name}"><summary>${say('moreReasons', more.length)}</summary><ul>${more.map(({ about, message }) => html`<li><strong>${about}</strong> ${message}</li>`)}</ul></details>`}</div>`
}
