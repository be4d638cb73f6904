import assert from 'node:assert/strict'
import { test } from 'node:test'
import { checkComponents, type Component } from './component.ts'

const component = (name: string, ...after: string[]): Component => ({ name, argv: ['/bin/true'], after })

test('components that wait for each other in a row are fine', () => {
  checkComponents([component('a'), component('b', 'a'), component('c', 'a', 'b')])
})

test('every fault of a table of components is named', () => {
  const faulty = [component('a', 'c'), component('b', 'a'), component('c', 'b'), component('c'), component('d', 'nothing')]
  assert.throws(() => checkComponents(faulty), (error: Error) => {
    assert.match(error.message, /c is there twice/)
    assert.match(error.message, /d waits for nothing, which does not exist/)
    return true
  })
  assert.throws(() => checkComponents([component('a', 'b'), component('b', 'a')]), /wait for each other/)
})
