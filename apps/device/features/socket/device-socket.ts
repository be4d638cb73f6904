import { deviceHelloSchema, deviceReplaced, deviceUplinkSchema, type DeviceDownlink } from '@jari/contract/device.ts'
import { closeCodes } from '@jari/contract/feed.ts'
import { newId } from '@jari/service/id.ts'
import type { Log } from '@jari/service/log.ts'
import { parseFrame, SocketRefusal, type SocketRoute } from '@jari/service/websocket.ts'
import { WebSocket } from 'ws'
import { changeDevice, type Changing } from '../../change-device.ts'
import { connected, differs, disconnected, reported } from '../../device-state.ts'
import { findCredential, touchDevice } from '../../device-store.ts'
import { tokenMatches } from '../../device-token.ts'
import type { Connections } from './connections.ts'
import type { Work } from './work.ts'

export type DeviceSocketParts = { readonly changing: Changing; readonly connections: Connections; readonly work: Work }

/** The socket that devices keep open: hello with credentials, then reports and heartbeats up, what is desired down. */
export function deviceSocket({ changing, connections, work }: DeviceSocketParts): SocketRoute {
  return {
    path: '/device/socket',
    async accept(socket, first, _params, log) {
      const hello = deviceHelloSchema.safeParse(first)
      if (!hello.success) throw new SocketRefusal(closeCodes.badFrame, 'the first frame must be a hello')
      const { deviceId: id, token } = hello.data
      const credential = await findCredential(changing.database.em(), id)
      if (!credential || !tokenMatches(token, credential.tokenHash)) throw new SocketRefusal(closeCodes.unauthenticated, 'no such device, or not its token')
      if (socket.readyState !== WebSocket.OPEN) return

      const { storeId } = credential
      const session = newId()
      const send = (frame: DeviceDownlink) => socket.send(JSON.stringify(frame))
      connections.add(id, { session, send, close: (code, reason) => socket.close(code, reason) })?.close(deviceReplaced, 'connected elsewhere')

      // what a device says is taken one after the other, beginning with its hello
      let turn: Promise<unknown> = Promise.resolve()
      const inTurn = (what: string, job: () => Promise<unknown>) => {
        turn = turn.then(job)
        const mine = turn
        // what could not be written is said again in the hello of the next connection
        turn = mine.catch(() => socket.close(closeCodes.overloaded, 'try again'))
        work.run(what, () => mine)
      }
      inTurn('hello', async () => {
        const device = await changeDevice(changing, storeId, id, (before) => connected(before, session, hello.data.reported, changing.now()))
        if (device && differs(device.condition)) connections.tell(device)
      })
      socket.on('message', (data) => inTurn('frame', () => hear(data.toString())))
      socket.once('close', () => {
        connections.remove(id, session)
        inTurn('disconnect', () => changeDevice(changing, storeId, id, (before) => disconnected(before, session)))
      })

      async function hear(text: string): Promise<void> {
        const frame = deviceUplinkSchema.safeParse(readFrame(text, log))
        if (!frame.success || frame.data.type === 'hello') return socket.close(closeCodes.badFrame, 'not a frame')
        if (frame.data.type === 'heartbeat') {
          await touchDevice(changing.database.em(), id, session, changing.now())
          return send({ type: 'heartbeat' })
        }
        const report = frame.data
        await changeDevice(changing, storeId, id, (before) => reported(before, report, changing.now()))
      }
    },
  }
}

function readFrame(text: string, log: Log): unknown {
  try {
    return parseFrame(text)
  } catch (error) {
    log.debug({ err: error }, 'device frame')
    return undefined
  }
}
