import { html, type Html } from './html.ts'
import type { View } from './view.ts'

/** Why this reader may not hold, let go or roll back; null for a release manager. */
export function notActing({ say, path, person, team }: View): Html | null {
  if (person === null) return html`<p><a class="button" href="/sign-in?next=${path}">${say('signInToAct')}</a></p>`
  return person.manager ? null : html`<p class="notice quiet">${say('notManagerAct', person.name, team)}</p>`
}

/** The block by which the script says that a section has changed under its reader (see `data-key`). */
export function stale({ say }: View, words: string): Html {
  return html`<div class="stale notice busy" role="status" hidden><p>${words}</p><button type="button" data-show-new>${say('showNew')}</button></div>`
}

/** A field in which a reason is written. */
export function reasonField({ say }: View, id: string): Html {
  return html`<label for="${id}">${say('reason')}</label><input id="${id}" name="reason" maxlength="200" required aria-describedby="${id}-hint"><p class="quiet" id="${id}-hint">${say('reasonHint')}</p>`
}
