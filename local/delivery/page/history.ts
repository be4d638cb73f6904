import type { Transition } from '../history.ts'
import { badge } from './badge.ts'
import { commitList } from './commits.ts'
import { html, type Html } from './html.ts'
import { ago } from './time.ts'
import type { View } from './view.ts'

/** Which release went where, when, by whom, with which changes, and what became of it. `known` is false while git cannot be read. */
export function historySection(view: View, history: readonly Transition[], known: boolean, shown = 12): Html {
  const { say } = view
  return html`<section aria-labelledby="history-title" id="history" data-live>
<h2 id="history-title">${say('history')}</h2>
${history.length === 0 ? html`<p class="empty">${say(known ? 'noHistory' : 'notRead')}</p>` : html`<div class="wide" tabindex="0" role="group" aria-label="${say('history')}"><table class="history">
<thead><tr><th scope="col">${say('environment')}</th><th scope="col">${say('release')}</th><th scope="col">${say('when')}</th><th scope="col">${say('who')}</th><th scope="col">${say('changesColumn')}</th><th scope="col">${say('outcome')}</th></tr></thead>
<tbody>${history.slice(0, shown).map((one) => row(view, one))}</tbody></table></div>
<p class="quiet">${say('allHistory')}</p>`}
</section>`
}

function row(view: View, one: Transition): Html {
  const { say, language, now } = view
  const { environment, kind, release, at, outcome, cause } = one
  return html`<tr><td>${environment}</td><td><code>${release}</code>${kind === 'rollback' && html` <span class="badge busy"><span aria-hidden="true">↩</span> ${say('rolledBack')}</span>`}</td>
<td>${ago(at, language, now)}</td><td>${who(view, one)}</td><td>${changes(view, one)}</td>
<td>${outcome === null ? html`<span class="quiet">${say('notNoted')}</span>` : badge(say, outcome)}${cause !== null && html`<br><span class="cause">${cause}</span>`}</td></tr>`
}

function who({ say }: View, { by, askedBy, pull }: Transition): Html {
  return html`${by}${askedBy !== null && html`<br><span class="quiet">${say('askedBy', askedBy)}</span>`}${pull !== null && html`<br><a href="${pull.url}" rel="noreferrer">${say('approvedIn', `#${pull.number}`)}</a>`}`
}

function changes(view: View, { environment, commit, commits, takenBack }: Transition): Html {
  const { say } = view
  if (commits.length === 0) return html`${takenBack > 0 ? say('changesTaken', takenBack) : '–'}`
  return html`<details id="changes-${environment}-${commit.slice(0, 12)}"><summary>${say('changesBrought', commits.length)}</summary>${commitList(view, commits)}</details>`
}
