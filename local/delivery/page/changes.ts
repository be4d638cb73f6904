import type { Change, WholeChange } from '../gitea/changes.ts'
import { stale } from './acting.ts'
import { badge } from './badge.ts'
import { checksPart } from './checks.ts'
import { filePart } from './difference.ts'
import { html, type Html } from './html.ts'
import { markdown } from './markdown.ts'
import { ago } from './time.ts'
import type { View } from './view.ts'

/** The changes of people that wait to be merged into main. */
export function changesSection(view: View, changes: readonly Change[]): Html {
  const { say, language, now } = view
  return html`<section aria-labelledby="changes-title" id="changes" data-live>
<h2 id="changes-title">${say('changesWait')}</h2>
${changes.length === 0 ? html`<p class="empty">${say('noChangesWait')}</p>` : html`<ul class="runs">${changes.map(({ number, title, author, createdAt, checks }) => html`<li class="run" id="change-${number}"><p class="head"><a href="/changes/${number}">#${number} <span class="subject">${title}</span></a> <span class="quiet">${author} · ${ago(createdAt, language, now)}</span></p>
<p>${checks.map(({ context, state }) => html`${badge(say, state)} ${context} `)}</p></li>`)}</ul>`}
</section>`
}

/** One change: what it is about, what it does in each environment, its files, and the button. */
export function changePage(view: View, change: WholeChange): Html {
  const { say, language, now } = view
  const { number, title, author, createdAt, url, head, checks, description, comparison, files } = change
  return html`<p><a href="/">← ${say('back')}</a></p>
<section id="change" aria-labelledby="change-title" data-live data-refresh data-key="${head}">
<h2 id="change-title">#${number} ${title}</h2>
${stale(view, say('changedMeanwhile'))}
<p class="quiet">${say('opened', author)} ${ago(createdAt, language, now)} · <a href="${url}" rel="noreferrer">${say('viewOnGitea', `#${number}`)}</a> · <code>${head.slice(0, 7)}</code></p>
<h3>${say('checks')}</h3>
${checksPart(view, checks)}
${decision(view, change)}
${description.trim() !== '' && html`<details id="change-description" open><summary>${say('description')}</summary>${markdown(description)}</details>`}
${comparison === null ? html`<p class="quiet">${say('noComparison')}</p>` : html`<details id="change-comparison" open><summary>${say('comparison')}</summary>${markdown(comparison)}</details>`}
<h3>${say('filesOf', files.length)}</h3>
${files.map((file) => filePart(say, file, files.length <= 5))}
</section>`
}

function decision({ say, path, person, team }: View, { number, head, ready, mergeable, author }: Change): Html {
  if (person === null) return html`<p class="decision"><a class="button" href="/sign-in?next=${path}">${say('signInToApprove')}</a></p>`
  if (!person.manager) return html`<p class="decision notice quiet">${say('notManager', person.name, team)}</p>`
  if (person.name === author) return html`<p class="decision notice quiet">${say('ownChange')}</p>`
  if (!mergeable) return html`<p class="decision notice busy">${say('notMergeable')}</p>`
  if (!ready) return html`<p class="decision notice busy">${say('notReady')}</p>`
  return html`<form class="decision" method="post" action="/changes/${number}/approve" data-busy="${say('approving')}">
<input type="hidden" name="head" value="${head}"><button class="primary" id="approve">${say('approveChange', number)}</button> <span class="quiet">${say('approveChangeHint')}</span></form>`
}
