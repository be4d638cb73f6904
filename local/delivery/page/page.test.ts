import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Environment } from '../argocd/environment.ts'
import { environmentsSection } from './environments.ts'
import { html } from './html.ts'
import { languageOf } from './language.ts'
import { markdown } from './markdown.ts'
import { promotionSection } from './promotion.ts'
import type { Promotion } from '../gitea/promotion.ts'
import { ago, duration } from './time.ts'
import type { View } from './view.ts'
import { say } from './words.ts'

const view = (person: View['person'], language: View['language'] = 'en'): View => ({ language, say: say(language), path: '/', now: Date.parse('2026-01-01T12:00:00Z'), person, team: 'release-managers' })
const promotion: Promotion = {
  number: 7, title: 'Promote', description: '<script>alert(1)</script>', kind: 'promotion', release: '0042-9f8e7d6', head: 'a'.repeat(40), url: 'http://localhost:8802/jari/jari/pulls/7',
  author: 'pipeline', createdAt: '2026-01-01T11:00:00Z', checks: [], approvals: [], ready: true, mergeable: true, difference: { from: null, to: null, objects: [], others: [] },
}

test('whatever is written by others is shown, never run', () => {
  assert.equal(html`<p title="${'"x'}">${'<b>&\''}</p>`.text, '<p title="&#34;x">&#60;b&#62;&#38;&#39;</p>')
  assert.doesNotMatch(promotionSection(view(null), promotion).text, /<script>/)
})

test('only a release manager gets the button, and only when every required check has passed', () => {
  const button = (person: View['person'], ready: boolean) => promotionSection(view(person), { ...promotion, ready }).text.includes('id="approve"')
  assert.equal(button({ name: 'release-manager', manager: true }, true), true)
  assert.equal(button({ name: 'release-manager', manager: true }, false), false)
  assert.equal(button({ name: 'developer', manager: false }, true), false)
  assert.equal(button(null, true), false)
})

test('an environment shows its state in words beside the colour, in both languages', () => {
  const dev: Environment = { name: 'dev', application: 'jari-dev', url: 'http://dev.jari.localhost:8801/', release: '0042-9f8e7d6', target: null, since: null, sync: 'Synced', health: 'Degraded', operation: null, reason: 'Pod/order: CrashLoopBackOff', reasons: [], differing: null }
  assert.match(environmentsSection(view(null), [dev], null).text, /Degraded<\/span>[^]*Pod\/order: CrashLoopBackOff[^]*Its log says why/)
  assert.match(environmentsSection(view(null, 'ko'), [dev], null).text, /이상<\/span>/)
})

test('the language is the one chosen, else the first accepted that there is, else English', () => {
  assert.equal(languageOf('ko', ['en-US']), 'ko')
  assert.equal(languageOf(undefined, ['fr', 'ko-KR', 'en']), 'ko')
  assert.equal(languageOf('xx', ['de']), 'en')
})

test('descriptions keep headings, lists, tables and code, and every block ends', () => {
  const { text } = markdown('## Changes\n\n- `order`: **faster**\n- store\n\n| service | digest |\n|---|---|\n| order | a |\n\n```\n<x>\n```\nplain *text*\n| not a table\n- ')
  assert.match(text, /<h4>Changes<\/h4>/)
  assert.match(text, /<ul><li><code>order<\/code>: <strong>faster<\/strong><\/li><li>store<\/li><\/ul>/)
  assert.match(text, /<th scope="col">service<\/th>[^]*<td>order<\/td><td>a<\/td>/)
  assert.match(text, /<pre tabindex="0">&#60;x&#62;<\/pre>/)
  assert.match(text, /<p>plain \*text\*<\/p>/)
  assert.match(markdown('- 1a2b3c4 \\*less\\* is \\`more\\` \\<b\\>').text, /<li>1a2b3c4 \*less\* is `more` &#60;b&#62;<\/li>/)
})

test('a folded part is folded here too, and what it holds is not run', () => {
  const shown = markdown('<!-- jari compare -->\n\n### dev\n\n<details><summary>2 lines</summary>\n\n````diff\n-a\n+<b>\n````\n\n</details>\n\nend').text
  assert.match(shown, /<h4>dev<\/h4><details><summary>2 lines<\/summary><pre tabindex="0">-a\n\+&#60;b&#62;<\/pre><\/details><p>end<\/p>/)
  assert.doesNotMatch(shown, /jari compare/)
  assert.match(markdown('<details><summary>open').text, /&#60;details&#62;/)
})

test('times are told as people do', () => {
  assert.match(ago('2026-01-01T10:59:00Z', 'en', Date.parse('2026-01-01T12:00:00Z'))!.text, />1 hour ago</)
  assert.match(ago('2026-01-01T11:59:50Z', 'ko', Date.parse('2026-01-01T12:00:00Z'))!.text, />10초 전</)
  assert.equal(duration(65), '1:05 min')
  assert.equal(duration(59.4), '59 s')
})
