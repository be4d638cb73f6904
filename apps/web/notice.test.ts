import assert from 'node:assert/strict'
import { test } from 'node:test'
import { withNotice } from './notice.ts'

const page = '<body><!--notice--><div id="page"></div></body>'

test('a preview says in both languages that it is not deployed', () => {
  const html = withNotice(page, 'preview')
  assert.match(html, /<span lang="en">Preview, not deployed/)
  assert.match(html, /<span lang="ko">미리보기이며 배포되지 않았습니다/)
})

test('a deployed page says nothing about itself', () => {
  assert.equal(withNotice(page, ''), '<body><div id="page"></div></body>')
})
