import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { ownPlace, strangersPlace } from './place.ts'

test("a stranger's command sees no token and cannot read what only this user may read; the step's own command can", async () => {
  const before = process.env.JARI_FORGE_TOKEN
  process.env.JARI_FORGE_TOKEN = 'secret-token'
  const folder = await mkdtemp(join(tmpdir(), 'jari-secret-'))
  try {
    await chmod(folder, 0o711)
    const file = join(folder, 'secret')
    await writeFile(file, 'secret-file', { mode: 0o600 })
    const own = ownPlace(folder)
    assert.match((await own.run(['env'])).stdout, /secret-token/)
    assert.equal((await own.run(['cat', file])).stdout, 'secret-file')
    await using place = await strangersPlace()
    assert.doesNotMatch((await place.run(['env'])).stdout, /secret-token|JARI_FORGE/)
    assert.equal((await place.run(['touch', 'made'])).ok, true)
    assert.ok(existsSync(join(place.folder, 'made')))
    // where this is no root, the stranger is the same user and only the token is kept from it
    if (process.getuid?.() === 0) assert.match((await place.run(['cat', file])).stderr, /Permission denied/)
  } finally {
    await rm(folder, { recursive: true })
    if (before === undefined) delete process.env.JARI_FORGE_TOKEN
    else process.env.JARI_FORGE_TOKEN = before
  }
})
