import assert from 'node:assert/strict'
import { test } from 'node:test'
import { signNotice, verifiesNotice } from './signature.ts'

test('a notice is believed if its secret, its body and its time fit, for five minutes', () => {
  const signature = signNotice('secret', '{"id":"1"}', 1000)
  const at = (seconds: number, body = '{"id":"1"}', secret = 'secret', sent = signature) => verifiesNotice(secret, body, sent, seconds * 1000)
  assert.deepEqual([at(1000), at(1300), at(700), at(1301), at(699)], [true, true, true, false, false])
  assert.deepEqual([at(1000, '{"id":"2"}'), at(1000, '{"id":"1"}', 'other')], [false, false])
  for (const sent of ['', 'v1=00', signature.replace('t=1000', 't=1001'), `${signature} `, signature.toUpperCase()]) assert.equal(at(1000, '{"id":"1"}', 'secret', sent), false)
})
