import assert from 'node:assert/strict'
import { test } from 'node:test'
import { comparisonText } from './text.ts'

test('a change of prod that acts at once is said first, and a long difference is cut', () => {
  const text = comparisonText([{ environment: 'dev', atOnce: '', withNextRelease: '--- a\n+++ b\n-old\n+new\n' }, { environment: 'prod', atOnce: `--- a\n+++ b\n${'+x\n'.repeat(9_000)}`, withNextRelease: '' }], '1'.repeat(40))
  assert.match(text, /^<!-- jari compare -->\n\nWhat 1111111 changes, object by object\. \*\*This changes prod as soon as it is merged\.\*\*/)
  assert.match(text, /### dev, with the next release that it gets\n\n<details><summary>2 lines/)
  assert.match(text, /more characters/)
  assert.ok(text.length < 20_000)
  assert.match(comparisonText([{ environment: 'dev', atOnce: '', withNextRelease: '' }], '1'.repeat(40)), /No object of any environment differs/)
})
