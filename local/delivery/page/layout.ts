import type { Notice } from '../session/sessions.ts'
import { html, type Html } from './html.ts'
import type { View } from './view.ts'
import { say as sayIn } from './words.ts'

/** What is around every page. `version` is of the state shown; the script asks for more when the server tells another. */
export function layout(view: View, page: { path: string, version?: string, notice?: Notice | null }, content: Html): string {
  const { say, language } = view
  const other = language === 'ko' ? 'en' : 'ko'
  return html`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark">
<title>${say('title')} · Jari</title>
<link rel="icon" href="/delivery.svg" type="image/svg+xml"><link rel="stylesheet" href="/delivery.css">
<script type="module" src="/delivery.js"></script>
</head>
<body${page.version !== undefined && html` data-version="${page.version}"`}>
<a class="skip" href="#main">${say('skip')}</a>
<header class="top"><div><h1><a href="/"><span lang="ko">자리</span> Jari <span class="quiet">${say('title')}</span></a></h1><p class="quiet tagline">${say('tagline')}</p></div>
<nav aria-label="${say('title')}"><span class="live badge good" id="live" role="status" data-lost="${say('lost', '{0}')}" hidden><span aria-hidden="true">●</span> ${say('live')}</span>
<form method="post" action="/language"><input type="hidden" name="language" value="${other}"><input type="hidden" name="path" value="${page.path}"><button lang="${other}">${sayIn(language)('switchTo')}</button></form>
${person(view)}</nav></header>
<main id="main" tabindex="-1">
${page.notice && html`<div class="notice ${page.notice.good ? 'good' : 'bad'}" role="${page.notice.good ? 'status' : 'alert'}" id="notice"><p>${say(page.notice.key, ...page.notice.values)}</p></div>`}
${content}
</main>
<p class="unseen" role="status" id="news"></p>
<noscript><p class="quiet">${say('refresh')}</p></noscript>
</body></html>
`.text
}

function person({ say, path, person: somebody }: View): Html {
  if (somebody === null) return html`<a class="button" href="/sign-in?next=${path}">${say('signIn')}</a>`
  return html`<span id="person">${say('signedInAs', somebody.name)}</span><form method="post" action="/sign-out"><button>${say('signOut')}</button></form>`
}
