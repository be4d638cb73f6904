import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { WebSocket } from 'ws'

/** Memory of a process in RAM, in KiB. */
export function residentOf(pid: number): number {
  return Number(/^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1])
}

/**
 * Memory that a Node process holds, in KiB: what is resident after its garbage was collected, by its inspector's port.
 * Without that the figure is mostly garbage of whatever it did last, which goes when somebody needs the room.
 */
export async function heldBy(pid: number, inspectorPort: number): Promise<number> {
  const [{ webSocketDebuggerUrl }] = (await (await fetch(`http://127.0.0.1:${inspectorPort}/json`)).json()) as [{ webSocketDebuggerUrl: string }]
  const inspector = new WebSocket(webSocketDebuggerUrl)
  await once(inspector, 'open')
  for (let id = 1; id <= 3; id++) {
    inspector.send(JSON.stringify({ id, method: 'HeapProfiler.collectGarbage' }))
    await once(inspector, 'message')
  }
  const held = residentOf(pid)
  inspector.close()
  return held
}
