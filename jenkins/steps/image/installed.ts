import { createHash, randomUUID } from 'node:crypto'
import { chmod, lstat, mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { $ } from '../shell.ts'
import { textAt } from '../git/read.ts'
import { Failure } from '../outcome.ts'
import { lockOf, parseLockfile, workspacesOf } from '../workspace/lockfile.ts'

/**
 * The production packages of an app, installed once for each content of its part of the lock file.
 * Answers a folder with node_modules at its root (and in workspaces, where versions differ); workspaces are relative links in it.
 * Install scripts do not run.
 */
export async function installedPackages(checkout: string, commit: string, app: string, cache: string): Promise<string> {
  const text = await textAt(checkout, commit, 'package-lock.json')
  if (text === undefined) throw new Failure('package-lock.json is missing')
  const lock = lockOf(parseLockfile(text), app)
  const workspaces = workspacesOf(Object.keys(lock.packages))
  if (workspaces.length === 0) throw new Failure(`package-lock.json knows no workspace ${app}`)
  const manifests = new Map<string, string>([['package.json', JSON.stringify({ name: 'jari', private: true, workspaces })]])
  for (const workspace of workspaces) manifests.set(`${workspace}/package.json`, await productionManifest(checkout, commit, workspace))
  manifests.set('package-lock.json', JSON.stringify(lock))
  const key = createHash('sha256').update(JSON.stringify([process.version, process.arch, ...manifests])).digest('hex').slice(0, 24)
  const folder = join(cache, 'packages', `${app.replaceAll('/', '-')}-${key}`)
  if (await lstat(folder).then(() => true, () => false)) return folder
  const building = `${folder}.${randomUUID()}`
  for (const [path, content] of manifests) {
    await mkdir(dirname(join(building, path)), { recursive: true })
    await writeFile(join(building, path), content)
  }
  const install = await $({ cwd: building, nothrow: true, quiet: true })`npm ci --omit=dev --ignore-scripts --no-audit --no-fund --loglevel=error`
  if (!install.ok) throw new Failure(`npm ci for ${app} failed: ${install.stderr.trim()}`)
  // npm's own record of the install, and links to programs that no service starts
  for (const extra of ['node_modules/.package-lock.json', 'node_modules/.bin']) await rm(join(building, extra), { recursive: true, force: true })
  for (const path of manifests.keys()) await rm(join(building, path), { force: true })
  await plainModes(building)
  await rename(building, folder).catch(async (error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error
    await rm(building, { recursive: true, force: true }) // another build was faster with the same content
  })
  return folder
}

async function productionManifest(checkout: string, commit: string, workspace: string): Promise<string> {
  const text = await textAt(checkout, commit, `${workspace}/package.json`)
  if (text === undefined) throw new Failure(`${workspace}/package.json is missing, but package-lock.json names it`)
  const { devDependencies: _, scripts: __, ...manifest } = JSON.parse(text) as Record<string, unknown>
  return JSON.stringify(manifest)
}

/** The same permissions everywhere, whatever this machine's umask: they are part of an image's digest. */
export async function plainModes(folder: string): Promise<void> {
  await chmod(folder, 0o755)
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) await plainModes(path)
    else if (entry.isFile()) await chmod(path, (await lstat(path)).mode & 0o100 ? 0o755 : 0o644)
  }
}
