import { createServer } from 'node:net'
import type { Platform, PortName } from './platform.ts'
import { portNames } from './platform.ts'

/** Whether 127.0.0.1:port can be listened on now. */
export function isFree(port: number): Promise<boolean> {
  return new Promise((done, failed) => {
    const server = createServer()
    server.once('error', (error: NodeJS.ErrnoException) => (error.code === 'EADDRINUSE' ? done(false) : failed(error)))
    server.listen({ port, host: '127.0.0.1', exclusive: true }, () => server.close(() => done(true)))
  })
}

/** Throws an Error that names each port of the platform which something else holds. `ours` are not looked at. */
export async function checkPorts(platform: Platform, ours: readonly PortName[]): Promise<void> {
  const taken: string[] = []
  for (const name of portNames) {
    if (ours.includes(name)) continue
    if (!(await isFree(platform.ports[name]))) taken.push(`${platform.ports[name]} (${name})`)
  }
  if (taken.length > 0)
    throw new Error(`127.0.0.1 port ${taken.join(', ')} is taken by another program. End it, or choose another range: JARI_PORT=9000 npm start`)
}
