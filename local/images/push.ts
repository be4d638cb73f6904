import { openAsBlob, readFileSync } from 'node:fs'
import { isLoopback, registryClient } from '../../jenkins/steps/registry/client.ts'
import { blobFile, imageIn, manifestType, type Manifest } from './oci.ts'

/** A place in a registry: `registry` is host:port. */
export type Target = { readonly registry: string; readonly name: string; readonly tag: string }

/** The digest that a tag names in a registry, or null. */
export async function digestInRegistry({ registry, name, tag }: Target): Promise<string | null> {
  const response = await registryClient(registry)(`/v2/${name}/manifests/${tag}`, { method: 'HEAD', headers: { accept: manifestType } })
  if (response.status === 404) return null
  if (!response.ok) throw new Error(`registry ${registry} answered ${response.status} for ${name}:${tag}`)
  return response.headers.get('docker-content-digest')
}

/** Pushes the image of an OCI layout folder (OCI distribution specification 1.1), only the blobs that the registry lacks. */
export async function pushImage(layout: string, target: Target): Promise<void> {
  const { registry, name, tag } = target
  const digest = imageIn(layout)
  if (!digest) throw new Error(`no image in ${layout}`)
  const content = readFileSync(blobFile(layout, digest), 'utf8')
  const { config, layers } = JSON.parse(content) as Manifest
  const ask = registryClient(registry)
  const repository = `/v2/${name}`
  for (const blob of [config, ...layers]) {
    if ((await ask(`${repository}/blobs/${blob.digest}`, { method: 'HEAD' })).ok) continue
    const begun = await expect(ask(`${repository}/blobs/uploads/`, { method: 'POST' }), 202)
    const location = new URL(begun.headers.get('location') ?? '', begun.url)
    // A registry behind a forwarded port names itself as the node sees it.
    if (isLoopback(registry)) location.host = registry
    location.searchParams.set('digest', blob.digest)
    const body = await openAsBlob(blobFile(layout, blob.digest))
    await expect(ask(location.href, { method: 'PUT', headers: { 'content-type': 'application/octet-stream' }, body }), 201)
  }
  await expect(ask(`${repository}/manifests/${tag}`, { method: 'PUT', headers: { 'content-type': manifestType }, body: content }), 201)
}

async function expect(asked: Promise<Response>, status: number): Promise<Response> {
  const response = await asked
  if (response.status !== status) throw new Error(`registry answered ${response.status} to ${response.url}: ${await response.text()}`)
  return response
}
