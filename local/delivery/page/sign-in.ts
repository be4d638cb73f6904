import { html, type Html } from './html.ts'
import type { View } from './view.ts'

/** The form. `next`: where to go on to; `problem`: what went wrong with the last try. */
export function signInPage({ say }: View, next: string, problem: string | null, name: string): Html {
  return html`<p><a href="/">← ${say('back')}</a></p>
<section class="narrow" aria-labelledby="sign-in-title"><h2 id="sign-in-title">${say('signIn')}</h2>
<p>${say('signInText')}</p>
${problem !== null && html`<div class="notice bad" role="alert"><p>${problem}</p></div>`}
<form method="post" action="/sign-in"><input type="hidden" name="next" value="${next}">
<label for="name">${say('userName')}</label><input id="name" name="name" value="${name}" autocomplete="username" autocapitalize="none" spellcheck="false" required${name === '' && html` autofocus`}>
<label for="password">${say('password')}</label><input id="password" name="password" type="password" autocomplete="current-password" required${name !== '' && html` autofocus`}>
<button class="primary">${say('signIn')}</button>
</form></section>`
}
