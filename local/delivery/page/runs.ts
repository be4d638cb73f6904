import type { Run, Stage } from '../run/runs.ts'
import { badge, sign } from './badge.ts'
import { html, type Html } from './html.ts'
import { ago, lasted } from './time.ts'
import type { View } from './view.ts'
import { sayIfKnown } from './words.ts'

/** The pipeline's runs, newest first. */
export function runsSection(view: View, runs: readonly Run[]): Html {
  const { say } = view
  return html`<section aria-labelledby="runs-title" id="runs" data-live>
<h2 id="runs-title">${say('runs')}</h2>
${runs.length === 0 ? html`<p class="empty">${say('noRuns')}</p>` : html`<ol class="runs">${runs.map((run) => runPart(view, run))}</ol>`}
</section>`
}

function runPart(view: View, run: Run): Html {
  const { say, language, now } = view
  return html`<li class="run" id="run-${run.number}" data-result="${run.result}" data-news="${`${say('run', run.number)}: ${sayIfKnown(say, run.result)}`}">
<p class="head">${badge(say, run.result)} <a href="/runs/${run.number}">${say('run', run.number)}</a> <span class="subject">${run.subject ?? ''}</span>
<span class="quiet">${run.commit !== '' && html`<code>${run.commit.slice(0, 7)}</code> `}${run.author !== null && html`${run.author} · `}${ago(run.startedAt, language, now)} ${lasted(run.startedAt, run.finishedAt)}</span></p>
${stagesPart(view, run.stages)}
${run.error !== null && html`<p class="reason">${run.error}</p>`}</li>`
}

/** The stages as a row of steps. */
export function stagesPart({ say }: View, stages: readonly Stage[]): Html | null {
  if (stages.length === 0) return null
  return html`<ol class="stages" aria-label="${say('stages')}">${stages.map(({ name, result, startedAt, finishedAt }) => {
    const state = result ?? (startedAt === null ? 'waiting' : 'running')
    return html`<li>${sign(state)} ${name} <span class="unseen">${sayIfKnown(say, state)}</span><span class="quiet">${lasted(startedAt, finishedAt)}</span></li>`
  })}</ol>`
}
