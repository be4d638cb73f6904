import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { endsWithParent } from '@jari/service/testing/ends-with-parent.ts'
import type { TestIssuer } from '@jari/service/testing/issuer.ts'
import { testStore } from './test-store.ts'

const app = join(import.meta.dirname, '..')

/** Something that publishes the issuer's keys, and what stores are like, as the store service does. */
export async function publishKeys(issuer: TestIssuer): Promise<{ url: string; close(): void }> {
  const keys = JSON.stringify(await issuer.keys())
  const server = createServer((request, response) => {
    const store = /^\/store\/stores\/([^/]+)\/profile$/.exec(request.url ?? '')?.[1]
    response.end(store ? JSON.stringify(testStore(store)) : keys)
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close: () => server.close() }
}

/** Runs main.ts as its image does, and waits until it serves; it ends with this process. */
export async function startProcess(environment: Record<string, string>): Promise<{ child: ChildProcess; origin: string; metricsOrigin: string }> {
  const env = { PATH: process.env.PATH, PORT: '0', METRICS_PORT: '0', ...environment }
  const [program, ...args] = endsWithParent([process.execPath, join(app, 'main.ts')])
  const child = spawn(program, args, { env, stdio: ['ignore', 'pipe', 'inherit'] })
  for await (const line of createInterface({ input: child.stdout })) {
    const entry = JSON.parse(line) as { msg: string; port: number; metricsPort: number }
    if (entry.msg !== 'serving') continue
    child.stdout.resume()
    return { child, origin: `http://127.0.0.1:${entry.port}`, metricsOrigin: `http://127.0.0.1:${entry.metricsPort}` }
  }
  throw new Error('the service ended before it served')
}

/** Runs migrate.ts as the migration Job does; its exit code. */
export async function runMigrate(environment: Record<string, string>): Promise<number> {
  const child = spawn(process.execPath, [join(app, 'migrate.ts')], { env: { PATH: process.env.PATH, ...environment }, stdio: ['ignore', 'ignore', 'inherit'] })
  const [code] = (await once(child, 'exit')) as [number]
  return code
}
