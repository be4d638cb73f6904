import { createHash } from 'node:crypto'
import { execFile, spawn } from 'node:child_process'
import { cp, mkdir, mkdtemp, open, readFile, readdir, rename, rm, symlink } from 'node:fs/promises'
import { existsSync } from 'node:fs'
import { basename, join } from 'node:path'
import { promisify } from 'node:util'
import type { Platform } from '../platform.ts'
import { paths } from '../platform.ts'
import type { Tool } from './tools.ts'

const run = promisify(execFile)

/** The flags of `go build` that shape the result; part of the key. */
function flags(tool: Tool): string[] {
  const variables = Object.entries(tool.variables ?? {}).map(([name, value]) => `-X ${name}=${value}`)
  return ['-trimpath', '-buildvcs=false', '-ldflags', ['-s -w', ...variables].join(' '), ...(tool.tags ? ['-tags', tool.tags.join(' ')] : [])]
}

/** Where a tool's build is kept: the name carries a hash of everything that decides what is built. */
export async function toolFolder(platform: Pick<Platform, 'checkout' | 'cache'>, tool: Tool): Promise<string> {
  const source = join(platform.checkout, 'local', 'tools', tool.name)
  const hash = createHash('sha256')
  for (const file of ['go.mod', 'go.sum']) hash.update(await readFile(join(source, file)))
  hash.update(JSON.stringify([flags(tool), tool.binaries, tool.cgo ?? false, tool.share ?? null, process.arch]))
  return join(platform.cache, 'tools', `${tool.name}-${hash.digest('hex').slice(0, 16)}`)
}

/** True if the tool is built already. */
export async function isBuilt(platform: Pick<Platform, 'checkout' | 'cache'>, tool: Tool): Promise<boolean> {
  return existsSync(await toolFolder(platform, tool))
}

/**
 * Builds one tool into the cache unless it is there; a build that was cut off leaves nothing behind and goes on where the
 * Go build cache stands. Safe to run twice at once: the first to finish wins.
 * Throws an Error with the last lines of the compiler when the build fails; the whole output is in `logFile`.
 */
export async function buildTool(platform: Pick<Platform, 'checkout' | 'cache'>, tool: Tool, logFile: string): Promise<string> {
  const folder = await toolFolder(platform, tool)
  if (existsSync(folder)) return folder
  const source = join(platform.checkout, 'local', 'tools', tool.name)
  await mkdir(join(platform.cache, 'tools'), { recursive: true })
  const temporary = await mkdtemp(join(platform.cache, 'tools', `.${tool.name}-`))
  try {
    await mkdir(join(temporary, 'bin'))
    for (const [binary, goPackage] of Object.entries(tool.binaries)) {
      const output = join(temporary, 'bin', binary)
      await goBuild(['build', ...flags(tool), '-o', output, goPackage], source, tool.cgo ?? false, logFile)
    }
    if (tool.share) {
      const { stdout } = await run('go', ['list', '-m', '-f', '{{.Dir}}', tool.share.module], { cwd: source })
      for (const sub of tool.share.folders) await cp(join(stdout.trim(), sub), join(temporary, 'share', sub), { recursive: true })
      // files of the module cache are read-only; folders must be writable to be moved or removed later
      await run('chmod', ['-R', 'u+w,a+rX', temporary])
    }
    await run('chmod', ['a+rx', temporary])
    await rename(temporary, folder)
  } catch (error) {
    await rm(temporary, { recursive: true, force: true })
    if (!existsSync(folder)) throw error
  }
  return folder
}

/**
 * Fetches the modules of the packages that a tool is built from, unless it is built: the network is used while an earlier tool is
 * compiled. What cannot be fetched is no fault yet: the build asks for it again, and tells. Ends early when `signal` is aborted.
 */
export async function fetchModules(platform: Pick<Platform, 'checkout' | 'cache'>, tool: Tool, logFile: string, signal: AbortSignal): Promise<void> {
  if (signal.aborted || (await isBuilt(platform, tool))) return
  const log = await open(logFile, 'a')
  try {
    const args = ['list', '-deps', ...(tool.tags ? ['-tags', tool.tags.join(' ')] : []), ...Object.values(tool.binaries)]
    const env = { ...process.env, CGO_ENABLED: tool.cgo ? '1' : '0' }
    const child = spawn('go', args, { cwd: join(platform.checkout, 'local', 'tools', tool.name), stdio: ['ignore', 'ignore', log.fd], env, signal })
    await new Promise<void>((done) => child.on('error', () => done()).on('exit', () => done()))
  } finally {
    await log.close()
  }
}

async function goBuild(args: string[], cwd: string, cgo: boolean, logFile: string): Promise<void> {
  const log = await open(logFile, 'a')
  try {
    await new Promise<void>((done, failed) => {
      const child = spawn('go', args, { cwd, stdio: ['ignore', log.fd, log.fd], env: { ...process.env, CGO_ENABLED: cgo ? '1' : '0' } })
      child.on('error', failed)
      child.on('exit', (code) => (code === 0 ? done() : failed(new Error(`go ${args.at(-1)} ended with ${code}`))))
    })
  } catch (error) {
    const tail = (await readFile(logFile, 'utf8')).trim().split('\n').slice(-8).join('\n')
    throw new Error(`${basename(cwd)} could not be built (${(error as Error).message}):\n${tail}`, { cause: error })
  } finally {
    await log.close()
  }
}

/** Links the binaries of every built tool into the platform's bin folder, and their files into `share/<tool>` beside it. */
export async function linkTools(platform: Platform, tools: readonly Tool[]): Promise<void> {
  const bin = paths(platform).bin
  const share = paths(platform).share
  await mkdir(bin, { recursive: true })
  await mkdir(share, { recursive: true })
  for (const tool of tools) {
    const folder = await toolFolder(platform, tool)
    if (!existsSync(folder)) continue
    for (const binary of await readdir(join(folder, 'bin'))) await relink(join(folder, 'bin', binary), join(bin, binary))
    if (tool.share) await relink(join(folder, 'share'), join(share, tool.name))
  }
}

async function relink(target: string, link: string): Promise<void> {
  const temporary = `${link}.${process.pid}`
  await rm(temporary, { force: true })
  await symlink(target, temporary)
  await rename(temporary, link)
}
