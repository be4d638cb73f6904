import type { Environment } from '../argocd/environment.ts'
import { badge, toneOf, type Tone } from './badge.ts'
import { html, type Html } from './html.ts'
import { ago } from './time.ts'
import type { View } from './view.ts'
import { sayIfKnown } from './words.ts'

/** The environments in the order a release travels. */
export function environmentsSection(view: View, environments: readonly Environment[]): Html {
  return html`<section aria-labelledby="environments-title" id="environments" data-live tabindex="-1">
<h2 id="environments-title">${view.say('environments')}</h2>
<ol class="environments">${environments.map((environment) => card(view, environment))}</ol>
</section>`
}

function card({ say, language, now }: View, environment: Environment): Html {
  const { name, release, target, since, sync, health, operation, url } = environment
  const news = `${name}: ${sayIfKnown(say, health)}${release === '' ? '' : `, ${release}`}`
  return html`<li class="environment ${tone(environment)}" id="environment-${name}" data-health="${health}" data-sync="${sync}" data-release="${release}" data-news="${news}">
<h3>${name}</h3>
<p class="release">${release === '' ? html`<span class="quiet">${say('noRelease')}</span>` : release}</p>
${target !== null && html`<p class="arriving"><span aria-hidden="true">→</span> ${say('arriving', target)}</p>`}
<dl class="states">
<div><dt>${say('health')}</dt><dd>${badge(say, health)}</dd></div>
<div><dt>${say('sync')}</dt><dd>${badge(say, sync)}${operation !== null && badge(say, operation)}</dd></div>
</dl>
${reasons(say, environment)}
<p class="foot">${since !== null && html`<span>${say('since')} ${ago(since, language, now)}</span>`}<a href="${url}" rel="noreferrer">${say('open', name)}</a></p>
</li>`
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
  return html`<div class="reason"><p><strong>${say('why')}:</strong> ${reason}</p>
${more.length > 0 && html`<details id="reasons-${name}"><summary>${say('moreReasons', more.length)}</summary><ul>${more.map(({ about, message }) => html`<li><strong>${about}</strong> ${message}</li>`)}</ul></details>`}</div>`
}
