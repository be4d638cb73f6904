import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { freePort } from '../../../packages/service/testing/free-ports.ts'

export type TestRegistry = AsyncDisposable & {
  /** host:port */
  readonly host: string
  /** Pushes an image of one small layer and answers its digest. */
  readonly push: (repository: string, content: string) => Promise<string>
}

/** Starts a real registry (Debian's docker-registry) in a folder of its own. */
export async function startRegistry(): Promise<TestRegistry> {
  const folder = await mkdtemp(join(tmpdir(), 'jari-registry-'))
  const host = `localhost:${await freePort()}`
  await writeFile(join(folder, 'config.yml'), `version: 0.1\nlog: {level: error}\nstorage: {filesystem: {rootdirectory: ${folder}/data}}\nhttp: {addr: ${host}}\n`)
  const server = spawn('docker-registry', ['serve', join(folder, 'config.yml')], { stdio: 'ignore' })
  const ended = once(server, 'exit')
  while (!(await fetch(`http://${host}/v2/`).then(({ ok }) => ok, () => false))) {
    if (server.exitCode !== null) throw new Error('docker-registry ended before it answered')
    await setTimeout(50)
  }
  const blob = async (repository: string, bytes: Buffer): Promise<{ digest: string; size: number }> => {
    const digest = `sha256:${createHash('sha256').update(bytes).digest('hex')}`
    const begun = await fetch(`http://${host}/v2/${repository}/blobs/uploads/`, { method: 'POST' })
    const place = new URL(begun.headers.get('location') ?? '', `http://${host}`)
    place.searchParams.set('digest', digest)
    const put = await fetch(place, { method: 'PUT', body: new Uint8Array(bytes), headers: { 'content-type': 'application/octet-stream' } })
    if (!put.ok) throw new Error(`the registry answers ${put.status}: ${await put.text()}`)
    return { digest, size: bytes.length }
  }
  return {
    host,
    push: async (repository, content) => {
      const mediaType = 'application/vnd.oci.image.manifest.v1+json'
      const layer = await blob(repository, Buffer.from(content))
      const config = await blob(repository, Buffer.from(JSON.stringify({ architecture: 'amd64', os: 'linux', config: {}, rootfs: { type: 'layers', diff_ids: [layer.digest] } })))
      const manifest = JSON.stringify({ schemaVersion: 2, mediaType, config: { mediaType: 'application/vnd.oci.image.config.v1+json', ...config }, layers: [{ mediaType: 'application/vnd.oci.image.layer.v1.tar', ...layer }] })
      const digest = `sha256:${createHash('sha256').update(manifest).digest('hex')}`
      const put = await fetch(`http://${host}/v2/${repository}/manifests/${digest}`, { method: 'PUT', body: manifest, headers: { 'content-type': mediaType } })
      if (!put.ok) throw new Error(`the registry answers ${put.status}: ${await put.text()}`)
      return digest
    },
    [Symbol.asyncDispose]: async () => {
      server.kill('SIGTERM')
      await ended
      await rm(folder, { recursive: true, force: true })
    },
  }
}
