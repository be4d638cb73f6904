import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { $ } from '../shell.ts'
import { filesAt } from '../git/read.ts'
import { Failure } from '../outcome.ts'
import { shapesImage } from '../workspace/touched.ts'
import { workspacesAt, closureOf } from '../workspace/packages.ts'
import { installedPackages, plainModes } from './installed.ts'

export type BuildContext = AsyncDisposable & {
  /** What is copied to /app: package.json, node_modules, packages/*, apps/<service>. */
  readonly folder: string
  /** The Dockerfile of the commit; it is not in the folder. */
  readonly dockerfile: string
}

/**
 * Lays out what goes into a service's image, from the commit and not from the files that lie around: tests and texts are left out,
 * packages come from the lock file, a built app brings its `dist`. The same commit gives the same bytes.
 */
export async function buildContext(checkout: string, commit: string, service: string, cache: string): Promise<BuildContext> {
  const app = `apps/${service}`
  const packages = await installedPackages(checkout, commit, app, cache)
  const workspaces = await workspacesAt(checkout, commit)
  const hasBuild = workspaces.some(({ folder, hasBuild }) => folder === app && hasBuild)
  await mkdir(join(cache, 'contexts'), { recursive: true })
  const place = await mkdtemp(join(cache, 'contexts', `${service}-`))
  const folder = join(place, 'app')
  await $({ quiet: true })`cp -a --reflink=auto ${packages} ${folder}`
  const runtime = closureOf(service, workspaces.map((workspace) => ({ ...workspace, hasBuild: false }))).map((workspace) => workspace.folder)
  const files = (await Promise.all(runtime.map((path) => filesAt(checkout, commit, path)))).flat().filter(shapesImage)
  const sources = files.filter((file) => file !== `${app}/Dockerfile` && file !== `${app}/.dockerignore`)
  await $({ cwd: checkout, quiet: true, input: `${sources.join('\n')}\n` })`xargs -d '\n' git archive --format=tar ${commit} -- | tar -x -C ${folder}`
  await $({ cwd: checkout, quiet: true })`git show ${`${commit}:${app}/Dockerfile`} > ${join(place, 'Dockerfile')}`
  await writeFile(join(folder, 'package.json'), `${JSON.stringify({ name: 'jari-platform', private: true, type: 'module' }, null, 2)}\n`)
  if (hasBuild) await addBuilt(checkout, app, folder)
  await plainModes(folder)
  return { folder, dockerfile: join(place, 'Dockerfile'), [Symbol.asyncDispose]: () => rm(place, { recursive: true, force: true }) }
}

// The build tools are the checkout's own: they are in the same lock file, and only what they make goes into the image.
async function addBuilt(checkout: string, app: string, folder: string): Promise<void> {
  const output = await $({ cwd: checkout, nothrow: true, quiet: true })`npm run build --workspace ${app}`
  if (!output.ok) throw new Failure(`the build of ${app} failed: ${(output.stderr.trim() || output.stdout.trim()).split('\n').slice(-20).join('\n')}`)
  await cp(join(checkout, app, 'dist'), join(folder, app, 'dist'), { recursive: true })
}
