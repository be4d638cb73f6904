import { Failure } from '../outcome.ts'
import { registryClient } from './client.ts'

const manifestTypes = [
  'application/vnd.oci.image.manifest.v1+json',
  'application/vnd.oci.image.index.v1+json',
  'application/vnd.docker.distribution.manifest.v2+json',
  'application/vnd.docker.distribution.manifest.list.v2+json',
]

/**
 * The digest that a registry has under `repository:reference` (a tag or a digest); undefined when it has none.
 * Source: OCI distribution specification, HEAD manifest. `registry` is host:port.
 */
export async function digestOf(registry: string, repository: string, reference: string): Promise<string | undefined> {
  const ask = registryClient(registry)
  const answer = await ask(`/v2/${repository}/manifests/${reference}`, { method: 'HEAD', headers: { accept: manifestTypes.join(', ') }, signal: AbortSignal.timeout(20_000) })
  if (answer.status === 404) return undefined
  const digest = answer.headers.get('docker-content-digest')
  if (!answer.ok || digest === null) throw new Failure(`the registry ${registry} answers ${answer.status} for ${repository}:${reference}`)
  return digest
}

/** As `digestOf`, but a missing image is a failure that says what it is for. */
export async function requiredDigest(registry: string, repository: string, reference: string, purpose: string): Promise<string> {
  const digest = await digestOf(registry, repository, reference)
  if (digest === undefined) throw new Failure(`the registry ${registry} has no ${repository}:${reference}, ${purpose}`)
  return digest
}
