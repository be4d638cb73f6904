import { connect } from 'node:net'
import type { Platform, PortName } from './platform.ts'
import { portNames } from './platform.ts'

/** Whether nobody answers on 127.0.0.1:port. Asks by connecting: listening to find out would be in the way of whoever is just about to. */
export function isFree(port: number): Promise<boolean> {
  return new Promise((done, failed) => {
    const socket = connect({ port, host: '127.0.0.1' })
    socket.once('connect', () => {
      socket.destroy()
      done(false)
    })
    socket.once('error', (error: NodeJS.ErrnoException) => (error.code === 'ECONNREFUSED' ? done(true) : failed(error)))
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
