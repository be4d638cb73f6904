import assert from 'node:assert/strict'
import { test } from 'node:test'
import { portNames, type Platform } from '../platform.ts'
import { checkComponents } from './component.ts'
import { components, forwardedPorts } from './components.ts'
import { forwarded, relayed } from './forwards.ts'

const ports = Object.fromEntries(portNames.map((name, i) => [name, 8800 + i])) as Platform['ports']
const platform: Platform = { checkout: '/checkout', state: '/state', cache: '/cache', name: 'jari-8800', ports }

test('the components of a node have names of their own and wait in no circle', () => {
  checkComponents(components(platform))
})

test('what a component writes or reads lies in the state folder or in the node', () => {
  for (const { name, argv } of components(platform))
    for (const argument of argv.slice(1)) {
      const path = /(?:^|=)(\/.*)$/.exec(argument)?.[1]
      if (path) assert.match(path, /^\/(state|run\/jari)\/|^\/.*\/local\/cluster\//, `${name} ${argument}`)
    }
})

test('each forwarded port has a socket and a target', () => {
  assert.deepEqual(forwardedPorts.toSorted(), Object.keys(forwarded).toSorted())
  assert.deepEqual(components(platform).find(({ name }) => name === 'forwards')?.sockets, forwardedPorts.map((_, i) => i))
})

test("the host's ports work inside the node too, except one that the node itself needs", () => {
  assert.deepEqual(relayed(ports).map(({ port }) => port), [8802, 8803, 8804])
  const moved = Object.fromEntries(portNames.map((name, i) => [name, 8078 + i])) as Platform['ports']
  assert.deepEqual(relayed(moved).map(({ name }) => name), ['gitea'])
})
