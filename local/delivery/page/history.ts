import type { Transition } from '../gitea/history.ts'
import { html, type Html } from './html.ts'
import { ago } from './time.ts'
import type { View } from './view.ts'

/** Which release went where, when, and by whom. */
export function historySection({ say, language, now }: View, history: readonly Transition[]): Html {
  return html`<section aria-labelledby="history-title" id="history" data-live>
<h2 id="history-title">${say('history')}</h2>
${history.length === 0 ? html`<p class="empty">${say('noHistory')}</p>` : html`<div class="wide" tabindex="0" role="group" aria-label="${say('history')}"><table>
<thead><tr><th scope="col">${say('environment')}</th><th scope="col">${say('release')}</th><th scope="col">${say('when')}</th><th scope="col">${say('who')}</th></tr></thead>
<tbody>${history.map(({ environment, kind, release, at, by }) => html`<tr><td>${environment}</td><td><code>${release}</code>${kind === 'rollback' && html` <span class="badge busy"><span aria-hidden="true">↩</span> ${say('rolledBack')}</span>`}</td><td>${ago(at, language, now)}</td><td>${by}</td></tr>`)}</tbody></table></div>`}
</section>`
}
