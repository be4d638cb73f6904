import assert from 'node:assert/strict'
import { test } from 'node:test'
import { currentPods } from './observation.ts'

test('pods of a Deployment\'s older ReplicaSets do not count', () => {
  const owned = (kind: string, name: string, parent: string, revision?: string) => ({ kind, name, uid: name, parentRefs: [{ kind: 'x', name: parent, uid: parent }], ...(revision === undefined ? {} : { info: [{ name: 'Revision', value: revision }] }) })
  const tree = [
    { kind: 'Deployment', name: 'order', uid: 'order' },
    owned('ReplicaSet', 'order-9', 'order', 'Rev:9'), owned('Pod', 'old', 'order-9'),
    owned('ReplicaSet', 'order-10', 'order', 'Rev:10'), owned('Pod', 'new', 'order-10'),
    { kind: 'StatefulSet', name: 'order-db', uid: 'order-db' }, owned('Pod', 'order-db-0', 'order-db'),
  ]
  assert.deepEqual(currentPods(tree).map(({ name }) => name), ['new', 'order-db-0'])
})
