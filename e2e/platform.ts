import { execFile, spawn } from 'node:child_process'
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { isFree } from '../local/ports.ts'
import type { Status } from '../local/commands/status.ts'
import type { Platform } from '../local/platform.ts'
import { platformFromEnvironment, portNames } from '../local/platform.ts'

const run = promisify(execFile)

/** A clone of this checkout's HEAD with a platform of its own: other state folder, other ports; the cache of built tools is shared. */
export type TestPlatform = {
  readonly platform: Platform
  /** The clone that plays a person's checkout. */
  readonly clone: string
  /** Runs `npm <args>` there and returns what it printed; rejects with the whole output if it fails. */
  npm(...args: string[]): Promise<string>
  /** Runs `npx jari <args>` there, with the platform's tools. */
  jari(...args: string[]): Promise<string>
  /** Runs git in the clone. */
  git(...args: string[]): Promise<string>
  /** Stops the platform and deletes clone and state. */
  remove(): Promise<void>
}

// Anywhere in the range, as several test files look for ports at the same time.
async function freeRange(): Promise<number> {
  for (let attempt = 0; attempt < 100; attempt++) {
    const base = 9300 + 50 * Math.floor(Math.random() * 200)
    const free = await Promise.all(portNames.map((_, i) => isFree(base + i)))
    if (free.every(Boolean)) return base
  }
  throw new Error('no free range of ports from 9300 to 19300')
}

/** Makes a clone and the environment of a platform of its own, `more` added to it; nothing is started. */
export async function testPlatform(more: NodeJS.ProcessEnv = {}): Promise<TestPlatform> {
  const checkout = resolve(import.meta.dirname, '..')
  const folder = await mkdtemp(join(tmpdir(), 'jari-e2e-'))
  // Gitea and the databases run as users of their own and must pass through it
  await chmod(folder, 0o711)
  const clone = join(folder, 'jari')
  await run('git', ['clone', '--quiet', '--no-hardlinks', `file://${checkout}`, clone])
  await run('git', ['-C', clone, 'checkout', '--quiet', '-B', 'main', (await run('git', ['-C', checkout, 'rev-parse', 'HEAD'])).stdout.trim()])
  await run('git', ['-C', clone, 'config', 'user.name', 'Dana Developer'])
  await run('git', ['-C', clone, 'config', 'user.email', 'developer@jari.invalid'])
  // workspace links inside node_modules are relative: a copy made of hard links points into the clone
  await run('cp', ['-al', join(checkout, 'node_modules'), join(clone, 'node_modules')])
  return platformIn(folder, await freeRange(), more)
}

/** A test platform that an earlier process made and did not remove; `state` is its state folder. Throws if it was never started. */
export async function existingPlatform(state: string): Promise<TestPlatform> {
  const { platform } = JSON.parse(await readFile(join(state, 'run/platform.json'), 'utf8')) as { platform: Platform }
  return platformIn(resolve(state, '..'), platform.ports.delivery)
}

/** The platform of a folder that holds the clone `jari` and the state folder `state`. */
function platformIn(folder: string, base: number, more: NodeJS.ProcessEnv = {}): TestPlatform {
  const clone = join(folder, 'jari')
  const env: NodeJS.ProcessEnv = { ...process.env, ...more, JARI_STATE: join(folder, 'state'), JARI_PORT: String(base) }
  delete env.NODE_TEST_CONTEXT
  const platform = { ...platformFromEnvironment(env), checkout: clone }
  const npm = (...args: string[]) => output('npm', args, clone, env)
  return {
    platform,
    clone,
    npm,
    jari: (...args) => output('npx', ['jari', ...args], clone, { ...env, JARI_BIN: join(platform.state, 'bin') }),
    git: (...args) => output('git', args, clone, env),
    async remove() {
      await npm('run', 'reset', '--', '--yes')
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** Runs a program and returns its standard output; both streams are shown as they come, and are in the Error when it fails. */
export function output(program: string, args: string[], cwd: string, env: NodeJS.ProcessEnv = process.env): Promise<string> {
  return new Promise((done, failed) => {
    const child = spawn(program, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] })
    let stdout = ''
    let all = ''
    child.stdout.on('data', (data: Buffer) => {
      stdout += data
      all += data
      if (process.env.JARI_VERBOSE) process.stderr.write(data)
    })
    child.stderr.on('data', (data: Buffer) => {
      all += data
      if (process.env.JARI_VERBOSE) process.stderr.write(data)
    })
    child.on('error', failed)
    // not 'exit': what it printed may still be on its way then
    child.on('close', (code, signal) =>
      code === 0 ? done(stdout) : failed(Object.assign(new Error(`${program} ${args.join(' ')} ended with ${code ?? signal}:\n${all.slice(-6000)}`), { stdout, output: all, code })),
    )
  })
}

/** Reads a secret of the platform, e.g. `release-manager.password`. */
export async function secret(platform: Platform, name: string): Promise<string> {
  return (await readFile(join(platform.state, 'secrets', name), 'utf8')).trim()
}

/** `npm run status -- --json` of a test platform; works whether or not everything is Healthy. */
export async function status(test: TestPlatform): Promise<Status> {
  const text = await test.npm('run', '--silent', 'status', '--', '--json').catch((error: Error & { stdout?: string }) => {
    if (error.stdout) return error.stdout
    throw error
  })
  return JSON.parse(text) as Status
}
