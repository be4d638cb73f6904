import { parseAllDocuments } from 'yaml'
import { Failure } from '../outcome.ts'
import type { KubeObject } from './object.ts'
import { runTool } from './tool.ts'

/**
 * The objects that `kustomize build` makes of a folder, in its order.
 * Throws a Failure with what kustomize said; its first line names the cause.
 */
export async function build(folder: string): Promise<KubeObject[]> {
  const { stdout, stderr, exitCode } = await runTool('kustomize', ['build', folder])
  if (exitCode !== 0) throw new Failure(causeFirst(stderr))
  const documents = parseAllDocuments(stdout)
  if ('empty' in documents) return []
  return documents.map((document) => {
    if (document.errors[0]) throw new Failure(`kustomize build ${folder}: ${document.errors[0].message}`)
    return document.toJS() as KubeObject
  })
}

// kustomize wraps its errors from the outside in: "Error: accumulating components: …: the cause".
function causeFirst(stderr: string): string {
  const text = stderr.trim().replace(/^Error: /, '')
  const cause = text.split(/: (?=\S)/).at(-1) ?? text
  return cause === text ? text : `${cause}\n${text}`
}
