import { existsSync } from 'node:fs'
import { delimiter, dirname, join } from 'node:path'
import { $ } from '../shell.ts'
import { Failure } from '../outcome.ts'
import type { SchemaSources } from './schemas.ts'
import { toolPath } from './tool.ts'

/**
 * Finds what the schemas are made from: in `share` beside the folder of the tools (kubeconform's on the PATH), where building the
 * tools puts it, or in the Go module cache, at the versions that `local/tools` pins. Throws a Failure when it is in neither.
 */
export async function schemaSources(checkout: string, env: NodeJS.ProcessEnv = process.env): Promise<SchemaSources> {
  const bin = toolPath(env).split(delimiter).find((folder) => existsSync(join(folder, 'kubeconform')))
  const share = bin === undefined ? '' : join(dirname(bin), 'share')
  return {
    openapi: await find(join(share, 'kubernetes'), 'api/openapi-spec/v3', join(checkout, 'local/tools/kubernetes'), 'k8s.io/kubernetes'),
    definitions: await find(join(share, 'argocd'), 'manifests/crds', join(checkout, 'local/tools/argocd'), 'github.com/argoproj/argo-cd/v3'),
  }
}

async function find(share: string, folder: string, tool: string, module: string): Promise<string> {
  if (existsSync(join(share, folder))) return join(share, folder)
  const listed = await $({ cwd: tool, nothrow: true, quiet: true })`go list -m -f {{.Dir}} ${module}`
  const inCache = join(listed.stdout.trim(), folder)
  if (listed.exitCode === 0 && listed.stdout.trim() !== '' && existsSync(inCache)) return inCache
  throw new Failure(`the schemas of ${module} are neither in ${join(share, folder)} nor in the Go module cache (npm start builds the tools and puts them there)`)
}
