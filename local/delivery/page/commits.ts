import type { Commit } from '../../../jenkins/steps/git/read.ts'
import { html, type Html } from './html.ts'
import { ago } from './time.ts'
import type { View } from './view.ts'

/** Commits, newest first; `count` is how many there are in all. */
export function commitList({ language, now, say }: View, commits: readonly Commit[], count = commits.length): Html {
  return html`<ul class="commits">${commits.map(({ commit, subject, author, at }) => html`<li><code>${commit.slice(0, 7)}</code> ${subject} <span class="quiet">${author}, ${ago(at, language, now)}</span></li>`)}
${count > commits.length && html`<li class="quiet">${say('moreReasons', count - commits.length)}</li>`}</ul>`
}
