import type { Promotion } from '../gitea/promotion.ts'
import { badge } from './badge.ts'
import { checksPart } from './checks.ts'
import { differencePart } from './difference.ts'
import { html, type Html } from './html.ts'
import { markdown } from './markdown.ts'
import { ago } from './time.ts'
import type { View } from './view.ts'

/** The promotion that waits. `data-key` is the commit shown: the script never swaps it for another under a reader's eyes. */
export function promotionSection(view: View, promotion: Promotion | null): Html {
  const { say } = view
  return html`<section aria-labelledby="promotion-title" id="promotion" data-live data-key="${promotion?.head}" data-release="${promotion?.release}">
<h2 id="promotion-title">${say('promotion')}</h2>
<div class="stale notice busy" role="status" hidden><p>${say('changedMeanwhile')}</p><button type="button" data-show-new>${say('showNew')}</button></div>
${promotion === null ? html`<p class="empty">${say('noPromotion')}</p>` : waiting(view, promotion)}
</section>`
}

function waiting(view: View, promotion: Promotion): Html {
  const { say, language, now } = view
  const { kind, release, difference, number, url, author, createdAt, description, checks, approvals, head } = promotion
  return html`<article class="promotion">
<header><h3>${say(kind === 'rollback' ? 'backToProd' : 'toProd', release)}</h3>
<p class="quiet">${difference?.from && html`${say('replaces', difference.from)} · `}${say('opened', author)} ${ago(createdAt, language, now)} · <a href="${url}" rel="noreferrer">${say('viewOnGitea', `#${number}`)}</a> · <code>${head.slice(0, 7)}</code></p></header>
<h4>${say('checks')}</h4>
${checksPart(view, checks)}
${approvals.length > 0 && html`<p>${badge(say, 'success')} ${say('approvedBy', approvals.join(', '))}</p>`}
${decision(view, promotion)}
${description.trim() !== '' && html`<details id="promotion-description" open><summary>${say('description')}</summary>${markdown(description)}</details>`}
${difference === null ? html`<p>${say('differenceLater')}</p>` : differencePart(say, difference)}
</article>`
}

/** The button, for those who may press it now; for all others what stands in the way. */
function decision({ say, path, person, team }: View, { ready, mergeable, release, number, head, difference }: Promotion): Html {
  if (person === null) return html`<p class="decision"><a class="button" href="/sign-in?next=${path}">${say('signInToApprove')}</a></p>`
  if (!person.manager) return html`<p class="decision notice quiet">${say('notManager', person.name, team)}</p>`
  if (!mergeable) return html`<p class="decision notice busy">${say('notMergeable')}</p>`
  if (!ready) return html`<p class="decision notice busy">${say('notReady')}</p>`
  if (difference === null) return html`<p class="decision notice busy">${say('differenceLater')}</p>`
  return html`<form class="decision" method="post" action="/promotion/${number}/approve" data-busy="${say('approving')}">
<input type="hidden" name="head" value="${head}"><button class="primary" id="approve">${say('approve', release)}</button> <span class="quiet">${say('approveHint')}</span></form>`
}
