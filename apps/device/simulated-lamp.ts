import { deviceDownlinkSchema, deviceReplaced, type DeviceState, type DeviceUplink } from '@jari/contract/device.ts'
import { closeCodes } from '@jari/contract/feed.ts'
import type { Log } from '@jari/service/log.ts'
import { WebSocket } from 'ws'

export type LampOptions = {
  /** Base URL of the device service or of an entrance before it. */
  readonly url: string
  readonly deviceId: string
  readonly token: string
  readonly log: Log
  /** How long the lamp takes to switch, in milliseconds. */
  readonly switchMs?: number
  readonly random?: () => number
}

export type Lamp = { readonly power: DeviceState['power']; stop(): void }

const heartbeatMs = 10_000
/** Nothing came for longer than a heartbeat and its answer take: the line is dead. */
const silenceMs = 25_000

/** Plays a lamp over the devices' real protocol: connects, does what it is told, reports, and comes back when the line breaks. */
export function startLamp(options: LampOptions): Lamp {
  const { deviceId, token, log, switchMs = 300, random = Math.random } = options
  const url = new URL('/device/socket', options.url.replace(/^http/, 'ws'))
  let power: DeviceState['power'] = 'off'
  let socket: WebSocket
  let attempt = 0
  let stopped = false
  let retry: NodeJS.Timeout | undefined

  function connect(): void {
    socket = new WebSocket(url, { handshakeTimeout: 5_000, perMessageDeflate: false })
    const line = socket
    const send = (frame: DeviceUplink) => line.readyState === WebSocket.OPEN && line.send(JSON.stringify(frame))
    let silence = setTimeout(() => line.terminate(), silenceMs)
    let heartbeat: NodeJS.Timeout | undefined
    line.on('open', () => {
      log.info('connected')
      send({ type: 'hello', deviceId, token, reported: { power } })
      heartbeat = setInterval(() => send({ type: 'heartbeat' }), heartbeatMs)
    })
    line.on('message', (data) => {
      attempt = 0
      clearTimeout(silence)
      silence = setTimeout(() => line.terminate(), silenceMs)
      const frame = deviceDownlinkSchema.parse(JSON.parse(data.toString()))
      if (frame.type !== 'desired') return
      setTimeout(() => {
        power = frame.desired.power
        log.info({ power, version: frame.version }, 'switched')
        send({ type: 'reported', version: frame.version, reported: { power } })
      }, switchMs)
    })
    line.on('error', (error) => log.warn({ reason: error.message }, 'line'))
    line.on('close', (code) => {
      clearTimeout(silence)
      clearInterval(heartbeat)
      if (stopped) return
      const wait = waitFor(code, attempt++, random)
      log.info({ code, wait: Math.round(wait) }, 'disconnected')
      retry = setTimeout(connect, wait)
    })
  }

  connect()
  return {
    get power() {
      return power
    },
    stop() {
      stopped = true
      clearTimeout(retry)
      socket.close()
    },
  }
}

/**
 * How long to wait before connecting again, in milliseconds: after a restart of the service (1012) up to 2 s, spread evenly
 * so that a shop's devices do not come all at once; a minute if somebody else is this device; else from half a second doubling to 15 s.
 */
export function waitFor(code: number, attempt: number, random: () => number): number {
  if (code === closeCodes.restart) return random() * 2_000
  if (code === deviceReplaced) return 60_000
  return Math.min(15_000, 500 * 2 ** attempt) * (0.5 + random() / 2)
}
