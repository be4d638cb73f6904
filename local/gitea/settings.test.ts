import assert from 'node:assert/strict'
import { test } from 'node:test'
import { giteaSettings } from './settings.ts'

test("Gitea listens inside the node, names itself by the host's port and takes nobody in by itself", () => {
  const text = giteaSettings({ port: 9102, internalToken: 'internal', jwtSecret: 'jwt' })
  const [, server = ''] = /\[server\]\n([^[]*)/.exec(text) ?? []
  assert.match(server, /^HTTP_ADDR = 127\.0\.0\.1$/m)
  assert.match(server, /^ROOT_URL = http:\/\/localhost:9102\/$/m)
  assert.match(text, /^DISABLE_REGISTRATION = true$/m)
  assert.match(text, /^INTERNAL_TOKEN = internal$/m)
})
