import assert from 'node:assert/strict'
import { test } from 'node:test'
import { checksOf, firstOpen } from './checks.ts'

const status = (context: string, state: string) => ({ context, status: state, description: '' })
const rules = { enable_status_check: true, status_check_contexts: ['jari/verify', 'jari/gates'] }

test('the gates are required even where the branch has no rules', () => {
  assert.deepEqual(checksOf({}, []), [{ context: 'jari/gates', state: 'missing', description: '', required: true }])
  assert.equal(firstOpen(checksOf({ enable_status_check: false, status_check_contexts: ['other'] }, [status('jari/gates', 'success')])), undefined)
})

test('each required check must be green; another one only must not have failed', () => {
  const green = [status('jari/gates', 'success'), status('jari/verify', 'success')]
  assert.equal(firstOpen(checksOf(rules, green)), undefined)
  assert.equal(firstOpen(checksOf(rules, [...green, status('extra', 'pending')])), undefined)
  assert.equal(firstOpen(checksOf(rules, [...green, status('extra', 'failure')]))?.context, 'extra')
  assert.equal(firstOpen(checksOf(rules, [status('jari/gates', 'success')]))?.context, 'jari/verify')
  assert.equal(firstOpen(checksOf(rules, [status('jari/gates', 'pending'), status('jari/verify', 'success')]))?.state, 'pending')
})
