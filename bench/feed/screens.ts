// The screens: a process of its own that follows feeds as kitchens do and notes when each event arrives.
import { once } from 'node:events'
import { WebSocket } from 'ws'
import type { Cursor } from '@jari/contract/feed.ts'

/** Screens to open: `count` over the stores in turn; the last `deaf` of them stop reading once they are connected. */
export type Opening = { readonly type: 'open'; readonly port: number; readonly stores: readonly string[]; readonly token: string; readonly count: number; readonly deaf: number }
/** What to tell: how long each event took from just before its commit to the screen, in milliseconds, since the last time. */
export type Asking = { readonly type: 'tell' }
export type Told = { readonly delays: number[]; readonly closed: number }

const open: WebSocket[] = []
let delays: number[] = []
let closed = 0

async function cursorOf(port: number, storeId: string, token: string): Promise<Cursor> {
  const response = await fetch(`http://127.0.0.1:${port}/order/stores/${storeId}/feed/snapshot`, { headers: { Authorization: `Bearer ${token}` } })
  if (!response.ok) throw new Error(`the snapshot of ${storeId} was refused with ${response.status}`)
  const { epoch, offset, id } = (await response.json()) as Cursor
  return { epoch, offset, id }
}

async function openScreens({ port, stores, token, count, deaf }: Opening): Promise<void> {
  const cursors = await Promise.all(stores.map((storeId) => cursorOf(port, storeId, token)))
  for (let i = 0; i < count; i++) {
    const which = i % stores.length
    const socket = new WebSocket(`ws://127.0.0.1:${port}/order/stores/${stores[which]}/feed`, { perMessageDeflate: false })
    open.push(socket)
    socket.on('close', () => closed++)
    await once(socket, 'open')
    socket.send(JSON.stringify({ type: 'hello', token, cursor: cursors[which] }))
    await once(socket, 'message')
    if (i >= count - deaf) socket.pause()
    else socket.on('message', (data: Buffer) => note(data.toString('latin1')))
  }
}

/** Reads the times of a frame's events without parsing the rest: a screen's own work is not what is measured. */
function note(frame: string): void {
  const now = Date.now()
  if (frame.startsWith('{"type":"reset"')) throw new Error('a screen was reset')
  for (const [, at] of frame.matchAll(/,"at":"([^"]+)","data":/g)) delays.push(now - Date.parse(at as string))
}

process.on('message', (message: Opening | Asking) => {
  if (message.type === 'tell') {
    process.send?.({ delays, closed } satisfies Told)
    delays = []
    return
  }
  openScreens(message).then(
    () => process.send?.('opened'),
    (error: unknown) => {
      console.error(error)
      process.exit(1)
    },
  )
})
