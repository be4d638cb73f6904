import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { platformFromEnvironment, portNames, type Platform } from '../../platform.ts'
import { linkTools } from '../../tools/build.ts'
import { tools } from '../../tools/tools.ts'
import { stopNode } from '../node.ts'
import { run } from '../run.ts'

export type TestPlatform = { readonly platform: Platform; readonly end: () => Promise<void> }

/** A platform of its own for a test: a state folder, free ports, a clone of the checkout, the shared cache of tools. `end` leaves nothing. */
export async function testPlatform(): Promise<TestPlatform> {
  const folder = mkdtempSync(join(tmpdir(), 'jari-cluster-'))
  const base = await freePorts()
  const from = platformFromEnvironment({ ...process.env, JARI_STATE: join(folder, 'state'), JARI_PORT: String(base) })
  const checkout = join(folder, 'checkout')
  await run('git', ['clone', '--quiet', resolve(import.meta.dirname, '../../..'), checkout])
  await linkTools(from, tools)
  const platform = { ...from, checkout }
  const end = async () => {
    await stopNode(platform)
    rmSync(folder, { recursive: true, force: true })
  }
  return { platform, end }
}

/** First of a platform's ports in a row that nobody listens on. */
async function freePorts(): Promise<number> {
  for (;;) {
    const base = 20_000 + Math.floor(Math.random() * 3_000) * 10
    const free = await Promise.all(portNames.map((_, i) => isFree(base + i)))
    if (free.every(Boolean)) return base
  }
}

export function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer()
    server.on('error', () => resolve(false))
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)))
  })
}
