import assert from 'node:assert/strict'
import { test } from 'node:test'
import { causeIn } from './kustomize.ts'

test('the cause is told without the steps in which kustomize came upon it', () => {
  const steps = "Error: accumulating resources: accumulation err='accumulating resources from '../a': '/x/a' must resolve to a file': recursed accumulation of path '/x/a': "
  assert.equal(causeIn(`${steps}accumulating resources: accumulating resources from 'd.yaml': MalformedYAMLError: yaml: line 5\n`), 'MalformedYAMLError: yaml: line 5')
})

test('a cause of several lines becomes one', () => {
  assert.equal(causeIn('Error: trouble with config: `\npath: p.yaml\n`: no such file\n'), 'trouble with config: ` path: p.yaml `: no such file')
})
