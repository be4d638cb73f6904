import type { Row } from '../../../jenkins/steps/board/row.ts'
import type { Transition } from '../history.ts'
import { notActing, reasonField, stale } from './acting.ts'
import { html, type Html } from './html.ts'
import { ago } from './time.ts'
import type { View } from './view.ts'

/** The way back, for a release manager. `data-key` is the release shown: the script never swaps it under a reader's hands. */
export function rollbackSection(view: View, row: Row | undefined, history: readonly Transition[]): Html {
  const { say } = view
  const environment = row?.environment ?? ''
  return html`<section aria-labelledby="rollback-title" id="rollback" data-live data-key="${row?.release}">
<h2 id="rollback-title">${say('rollBack', environment)}</h2>
${stale(view, say('environmentChanged'))}
${row === undefined ? html`<p class="empty">${say('notRead')}</p>` : row.backTo.length === 0 ? html`<p class="empty">${say('noWayBack', environment)}</p>` : html`<p>${say('rollBackWhat', environment, row.release)} ${environment === 'prod' && say('rollBackByPull')}</p>${notActing(view) ?? form(view, row, history)}`}
</section>`
}

function form(view: View, { environment, release, backTo }: Row, history: readonly Transition[]): Html {
  const { say, language, now } = view
  const last = (id: string) => history.find((one) => one.environment === environment && one.release === id)?.at ?? null
  return html`<form class="decision narrow stacked" method="post" action="/environments/${environment}/rollback" data-busy="${say('rollingBack')}">
<input type="hidden" name="from" value="${release}">
<label for="rollback-to">${say('rollBackTo')}</label><select id="rollback-to" name="to">${backTo.map((id) => html`<option value="${id}">${id}${words(ago(last(id), language, now))}</option>`)}</select>
${reasonField(view, 'rollback-reason')}
<button class="danger">${say('rollBackButton', environment, release)}</button>
</form>`
}

/** A time as the text of an option. */
const words = (time: Html | null) => time === null ? '' : ` (${time.text.replace(/<[^>]*>/g, '')})`
