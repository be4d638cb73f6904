import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { gunzipSync } from 'node:zlib'
import { writeLayer } from './layer.ts'
import { blobFile, imageIn, writeImage, type Manifest } from './oci.ts'

test('an image is made of blobs named by their digests, and the same files make the same image', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'oci-'))
  try {
    writeFileSync(join(folder, 'program'), 'program')
    const make = async (name: string) => {
      mkdirSync(join(folder, name))
      const tar = join(folder, name, 'layer.tar')
      await writeLayer({ files: { '/usr/bin/program': join(folder, 'program') } }, tar)
      return { tar, digest: await writeImage(join(folder, name), [tar], { user: '10001:10001', entrypoint: ['/usr/bin/program'] }) }
    }
    const first = await make('first')
    utimesSync(join(folder, 'program'), 1, 1)
    const second = await make('second')
    assert.equal(second.digest, first.digest)
    const layout = join(folder, 'first')
    assert.equal(imageIn(layout), first.digest)
    const manifest = JSON.parse(readFileSync(blobFile(layout, first.digest), 'utf8')) as Manifest
    for (const { digest, size } of [manifest.config, ...manifest.layers]) {
      const blob = readFileSync(blobFile(layout, digest))
      assert.equal(blob.length, size)
      assert.equal(`sha256:${createHash('sha256').update(blob).digest('hex')}`, digest)
    }
    assert.deepEqual(gunzipSync(readFileSync(blobFile(layout, manifest.layers[0]!.digest))), readFileSync(first.tar))
    assert.equal(imageIn(join(folder, 'none')), null)
  } finally {
    rmSync(folder, { recursive: true })
  }
})
