import type { Check } from '../gitea/checks.ts'
import { badge } from './badge.ts'
import { html, type Html } from './html.ts'
import type { View } from './view.ts'

/** What was checked of a pull request, and how it ended. */
export function checksPart({ say }: View, checks: readonly Check[]): Html {
  if (checks.length === 0) return html`<p>${say('noChecks')}</p>`
  return html`<ul class="checks">${checks.map(({ state, context, required, description }) => html`<li>${badge(say, state)} <strong>${context}</strong>${required && html` <span class="quiet">(${say('required')})</span>`} ${description}</li>`)}</ul>`
}
