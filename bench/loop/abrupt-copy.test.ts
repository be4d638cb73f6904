import assert from 'node:assert/strict'
import { test } from 'node:test'
import { abruptCopy } from './abrupt-copy.ts'

const order = {
  spec: {
    replicas: 2,
    strategy: { type: 'RollingUpdate' },
    minReadySeconds: 3,
    selector: { matchLabels: { 'app.kubernetes.io/name': 'order' } },
    template: { spec: { serviceAccountName: 'order', containers: [{ name: 'app', image: 'registry/jari/order@sha256:1', lifecycle: { preStop: { sleep: { seconds: 5 } } } }] } },
  },
}

test('the copy runs the same image without preStop, ends at SIGTERM, and is selected by nothing of the real service', () => {
  const [deployment, service] = abruptCopy(order, 'abrupt.example') as { spec: { selector: object; template?: { metadata: { labels: object }; spec: { containers: Record<string, unknown>[] } } } }[]
  const [container] = deployment!.spec.template!.spec.containers
  assert.equal(container!.image, 'registry/jari/order@sha256:1')
  assert.equal(container!.lifecycle, undefined)
  assert.match(String((container!.args as string[])[1]), /SIGTERM.*process\.exit/)
  assert.doesNotMatch(JSON.stringify(deployment), /minReadySeconds/)
  assert.doesNotMatch(JSON.stringify([deployment!.spec.selector, deployment!.spec.template!.metadata.labels, service!.spec.selector]), /"order"/)
  assert.ok(order.spec.template.spec.containers[0]!.lifecycle, 'the original is left as it is')
})
