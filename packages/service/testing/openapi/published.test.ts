import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { contractFaults } from './published.ts'

const folder = mkdtempSync(join(tmpdir(), 'jari-published-'))
after(() => rmSync(folder, { recursive: true }))
const declare = (version: string) => writeFileSync(join(folder, 'contracts.json'), JSON.stringify({ provides: { order: version } }))
const documentOf = (...paths: string[]) => ({ paths: Object.fromEntries(paths.map((path) => [path, { get: { responses: { 200: {} } } }])) })
const surface = () => readFileSync(join(folder, 'surface.txt'), 'utf8')

test('a surface is published under a version that says how much has changed', () => {
  declare('1.0')
  writeFileSync(join(folder, 'surface.txt'), 'order 1.0\nGET /a\nGET /a gives 200\n')
  assert.deepEqual(contractFaults(folder, 'order', documentOf('/a'), false), [])
  assert.deepEqual(contractFaults(folder, 'order', documentOf('/a', '/b'), false), [], 'what is new is no promise yet')
  assert.deepEqual(contractFaults(folder, 'order', documentOf('/a', '/b'), true), ['new: GET /b', 'new: GET /b gives 200', 'raise "order" in contracts.json from 1.0 to 1.1'])
  declare('1.1')
  assert.match(contractFaults(folder, 'order', documentOf('/a', '/b'), false)[0] ?? '', /run this test with JARI_WRITE_SURFACE=1/)
  assert.deepEqual(contractFaults(folder, 'order', documentOf('/a', '/b'), true), [])
  assert.equal(surface(), 'order 1.1\nGET /a\nGET /a gives 200\nGET /b\nGET /b gives 200\n')
  assert.deepEqual(contractFaults(folder, 'order', documentOf('/b'), true), ['no more: GET /a', 'no more: GET /a gives 200', 'raise "order" in contracts.json from 1.1 to 2.0'])
  assert.deepEqual(contractFaults(folder, 'order', documentOf('/b'), false), ['no more: GET /a', 'no more: GET /a gives 200', 'raise "order" in contracts.json from 1.1 to 2.0'])
  assert.match(surface(), /^order 1\.1\n/)
  declare('2.0')
  assert.deepEqual(contractFaults(folder, 'order', documentOf('/b'), true), [])
  assert.equal(surface(), 'order 2.0\nGET /b\nGET /b gives 200\n')
})

test('a version that is not declared is a fault', () => {
  writeFileSync(join(folder, 'contracts.json'), '{}')
  assert.deepEqual(contractFaults(folder, 'order', documentOf('/b'), false), ['contracts.json does not say which version of "order" is provided'])
})
