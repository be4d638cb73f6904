import type { Log } from '@jari/service/log.ts'
import { changeDevice, type Changing } from '../../change-device.ts'
import { disconnected, timedOut } from '../../device-state.ts'
import { pendingDevices, silentDevices } from '../../device-store.ts'
import type { Connections } from '../socket/connections.ts'

/** Other replicas' commands are looked for this often, in milliseconds; our own are sent at once. */
const lookMs = 200
/** A device sends a heartbeat every 10 s; one that was silent for three of them is not connected, whatever its row says. */
const silenceMs = 30_000
/** Devices that fell silent are looked for this often, in milliseconds: a fraction of what they may be silent. */
const silentLookMs = 3_000

export type PendingWatch = {
  /** Looks now: commands go to the devices that are connected here, those that are due fail. */
  look(): void
  stop(): Promise<void>
}

/** Carries open commands to the devices of this replica, and fails them when their time is over. */
export function watchPending({ changing, connections, log }: { changing: () => Changing; connections: Connections; log: Log }): PendingWatch {
  let looking: Promise<void> | null = null
  let again = false
  let answering = true
  let silentLookAt = 0

  async function step(): Promise<void> {
    const { database, now } = changing()
    for (const device of await pendingDevices(database.em())) {
      if (timedOut(device.condition, now())) await changeDevice(changing(), device.storeId, device.id, (before) => timedOut(before, now()))
      else connections.tell(device)
    }
    if (now() < silentLookAt) return
    silentLookAt = now() + silentLookMs
    for (const device of await silentDevices(database.em(), now() - silenceMs)) {
      const { session } = device.condition
      if (session) await changeDevice(changing(), device.storeId, device.id, (before) => (before.seenAt < now() - silenceMs ? disconnected(before, session) : null))
    }
  }

  function look(): void {
    again = true
    looking ??= (async () => {
      try {
        while (again) {
          again = false
          await step()
        }
        if (!answering) log.info('the database answers again')
        answering = true
      } catch (error) {
        if (answering) log.warn({ err: error }, 'open commands cannot be looked for')
        answering = false
      } finally {
        looking = null
      }
    })()
  }

  const timer = setInterval(look, lookMs)
  return {
    look,
    stop: async () => {
      clearInterval(timer)
      await looking
    },
  }
}
