import type { Run } from '../run/runs.ts'
import { badge } from './badge.ts'
import { html, type Html } from './html.ts'
import { stagesPart } from './runs.ts'
import { ago, lasted } from './time.ts'
import type { View } from './view.ts'

/** One run with the end of its log; kept fresh by the script while it runs. */
export function logPage(view: View, run: Run, log: { text: string, cut: boolean }): Html {
  const { say, language, now } = view
  return html`<p><a href="/">← ${say('back')}</a></p>
<section id="run" data-live${run.result === 'running' && html` data-refresh`}>
<h2>${say('run', run.number)} ${badge(say, run.result)}</h2>
<p>${run.subject ?? ''} <span class="quiet">${run.commit !== '' && html`<code>${run.commit.slice(0, 7)}</code> `}${run.author !== null && html`${run.author} · `}${ago(run.startedAt, language, now)} ${lasted(run.startedAt, run.finishedAt)}</span></p>
${stagesPart(view, run.stages)}
${run.error !== null && html`<p class="reason">${run.error}</p>`}
<h3>${say('log')}</h3>
<p class="quiet">${log.cut && html`${say('logCut')} `}<a href="/runs/${run.number}/log">${say('fullLog')}</a></p>
<pre class="log" id="log" tabindex="0" aria-label="${say('log')}" role="region" data-follow>${log.text === '' ? say('emptyLog') : log.text}</pre>
</section>`
}
