import assert from 'node:assert/strict'
import { test } from 'node:test'
import { pinImages } from './pin-images.ts'

const digest = `sha256:${'a'.repeat(64)}`

test('a logical image name becomes the registry and the digest, other lines stay', () => {
  const yaml = 'containers:\n- name: dns\n  image: jari/coredns\n- image: jari/coredns\n  note: jari/coredns\n'
  const pinned = `localhost:5000/jari/coredns@${digest}`
  assert.equal(pinImages(yaml, { coredns: digest }), `containers:\n- name: dns\n  image: ${pinned}\n- image: ${pinned}\n  note: jari/coredns\n`)
})

test('an image that was not built is an error that names it', () => {
  assert.throws(() => pinImages('image: jari/traefik', { coredns: digest }), /no image jari\/traefik/)
})
