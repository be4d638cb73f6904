import { parseAllDocuments } from 'yaml'
import { Failure } from '../outcome.ts'
import type { KubeObject } from './object.ts'
import { runTool } from './tool.ts'

/**
 * The objects that `kustomize build` makes of a folder, in its order.
 * Throws a Failure with what kustomize complains of.
 */
export async function build(folder: string): Promise<KubeObject[]> {
  const { stdout, stderr, exitCode } = await runTool('kustomize', ['build', folder])
  if (exitCode !== 0) throw new Failure(`kustomize: ${causeIn(stderr)}`)
  const documents = parseAllDocuments(stdout)
  if ('empty' in documents) return []
  return documents.map((document) => {
    if (document.errors[0]) throw new Failure(`kustomize build ${folder}: ${document.errors[0].message}`)
    return document.toJS() as KubeObject
  })
}

const wrapper = /^(?:Error: |accumulating (?:resources|components)(?: from '[^']*')?: |accumulation err='.*': |recursed accumulation of path '[^']*': )/s

/** What kustomize complains of on one line, without the steps in which it came upon it. */
export function causeIn(stderr: string): string {
  let text = stderr.trim()
  while (wrapper.test(text)) text = text.replace(wrapper, '')
  return text.replaceAll(/\s*\n\s*/g, ' ')
}
