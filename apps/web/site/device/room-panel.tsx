import { useEffect, useMemo } from 'preact/hooks'
import { ConnectionLight } from '../feed/connection-light.tsx'
import { useLanguage } from '../language/language.tsx'
import { reasonOf } from '../request/reason.ts'
import type { Staff } from '../session/staff.ts'
import { LampRow } from './lamp-row.tsx'
import { createRoom } from './room.ts'

/** A store's lights. Give it `key={storeId}`. */
export function RoomPanel({ staff, storeId }: { staff: Staff; storeId: string }) {
  const { say } = useLanguage()
  const room = useMemo(() => createRoom(staff, storeId), [staff, storeId])
  useEffect(() => room.stop, [room])

  const devices = room.devices.value
  const unsent = (id: string) => {
    const error = room.unsent.value.get(id)
    return error ? say('lamp.notSent', { why: reasonOf(error, say) }) : ''
  }
  return (
    <>
      <ConnectionLight heard={room.live.heard} />
      {!devices && <p class="quiet">{say('page.loading')}</p>}
      {devices?.length === 0 && <p class="quiet">{say('room.empty')}</p>}
      {devices?.map((device) => (
        <LampRow
          key={device.id}
          device={device}
          unsent={unsent(device.id)}
          sending={room.sending.value.has(device.id)}
          command={(one, power) => void room.command(one, power)}
        />
      ))}
    </>
  )
}
