import type { Board } from '../../../jenkins/steps/board/collect.ts'
import type { FreezeShown } from '../../../jenkins/steps/board/row.ts'
import { html, type Html } from './html.ts'
import type { View } from './view.ts'

/** When nothing is promoted: now and next, for each environment. */
export function freezesSection(view: View, board: Board | null): Html {
  const { say } = view
  return html`<section aria-labelledby="freezes-title" id="freezes" data-live>
<h2 id="freezes-title">${say('freezes')}</h2>
<p class="quiet">${say('freezesWhat')}</p>
${board === null ? html`<p class="empty">${say('notRead')}</p>` : html`<div class="wide" tabindex="0" role="group" aria-label="${say('freezes')}"><table>
<thead><tr><th scope="col">${say('environment')}</th><th scope="col">${say('now')}</th><th scope="col">${say('next')}</th></tr></thead>
<tbody>${board.environments.map(({ environment, frozen, nextFreeze }) => html`<tr><th scope="row">${environment}</th><td>${frozen === null ? say('noneNow') : html`<span class="badge busy"><span aria-hidden="true">❄</span> ${say('frozenUntil', frozen.text, why(frozen))}</span>`}</td><td>${nextFreeze === null ? say('noFreeze') : say('freezeNext', nextFreeze.fromText, nextFreeze.text, why(nextFreeze))}</td></tr>`)}</tbody></table></div>`}
</section>`
}

/** A freeze's name, and its reason if it has one. */
export const why = ({ name, reason }: FreezeShown) => reason === null ? name : `${name}, ${reason}`
