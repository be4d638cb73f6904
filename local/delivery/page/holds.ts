import type { Board } from '../../../jenkins/steps/board/collect.ts'
import { notActing, reasonField } from './acting.ts'
import { html, type Html } from './html.ts'
import { ago } from './time.ts'
import type { View } from './view.ts'

/** What is held and why, and for a release manager how to hold and let go. */
export function holdsSection(view: View, board: Board | null): Html {
  const { say } = view
  return html`<section aria-labelledby="holds-title" id="holds" data-live>
<h2 id="holds-title">${say('holds')}</h2>
<p class="quiet">${say('holdsWhat')}</p>
${board === null ? html`<p class="empty">${say('notRead')}</p>` : html`${board.holds.length === 0 ? html`<p class="empty">${say('noHolds')}</p>` : list(view, board)}
${notActing(view) ?? holdForm(view, board)}`}
</section>`
}

function list(view: View, { holds }: Board): Html {
  const { say, language, now, person } = view
  return html`<ul class="holds">${holds.map(({ release, environment, reason, by, at }) => {
    const where = environment ?? say('everywhere')
    return html`<li class="hold"><p><code>${release}</code> · ${where} · ${reason} <span class="quiet">${say('byWhom', by)}, ${ago(at, language, now)}</span></p>
${person?.manager && html`<form method="post" action="/holds/let-go" data-busy="${say('lettingGo')}"><input type="hidden" name="release" value="${release}"><input type="hidden" name="environment" value="${environment ?? ''}"><button aria-label="${say('letGoOf', release, where)}">${say('letGo')}</button></form>`}</li>`
  })}</ul>`
}

function holdForm(view: View, { releases, environments }: Board): Html | null {
  const { say } = view
  if (releases.length === 0) return null
  return html`<details id="hold"><summary>${say('holdTitle')}</summary>
<form class="narrow" method="post" action="/holds" data-busy="${say('holding')}">
<label for="hold-release">${say('release')}</label><select id="hold-release" name="release">${releases.map(({ id, in: where }) => html`<option value="${id}">${id}${where.length > 0 && ` (${where.join(', ')})`}</option>`)}</select>
<label for="hold-environment">${say('holdWhere')}</label><select id="hold-environment" name="environment"><option value="">${say('everywhere')}</option>${environments.map(({ environment }) => html`<option value="${environment}">${environment}</option>`)}</select>
${reasonField(view, 'hold-reason')}
<button>${say('hold')}</button>
</form></details>`
}
