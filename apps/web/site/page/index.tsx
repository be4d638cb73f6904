import type { Demo } from '@jari/contract/store.ts'
import { useEffect, useMemo, useState } from 'preact/hooks'
import { RoomPanel } from '../device/room-panel.tsx'
import { useLanguage } from '../language/language.tsx'
import { KitchenPanel } from '../order/kitchen-panel.tsx'
import { reasonOf } from '../request/reason.ts'
import { ask, Refused } from '../request/request.ts'
import { StaffGate } from '../session/staff-gate.tsx'
import { createStaff, staffTabs } from '../session/staff.ts'
import { DemoSeat } from './open-seat.tsx'
import { showPage } from './page.tsx'

/** Everything on one page: order at a seat of the demo, see it in the kitchen, switch the lamp. */
function Everything() {
  const { say } = useLanguage()
  const staff = useMemo(() => createStaff({ tabs: staffTabs() }), [])
  const [demo, setDemo] = useState<Demo | null>(null)
  const [fault, setFault] = useState<unknown>(null)
  useEffect(() => {
    ask<Demo>('/store/demo').then(setDemo, setFault)
  }, [])
  const noDemo = fault instanceof Refused && fault.status === 404
  return (
    <div class="everything">
      <section class="panel seat" aria-labelledby="seat">
        <h2 id="seat">{say('seat.title')}</h2>
        {demo && <DemoSeat demo={demo} />}
        {!demo && <p class="quiet">{noDemo ? say('page.noDemo') : fault ? reasonOf(fault, say) : say('page.loading')}</p>}
      </section>
      <section class="panel" aria-labelledby="kitchen">
        <div class="panel-head">
          <h2 id="kitchen">{say('kitchen.title')}</h2>
          <a href="/kitchen">{say('page.openKitchen')}</a>
        </div>
        {(demo || fault !== null) && (
          <StaffGate
            staff={staff}
            form
            reason={say('kitchen.signInFirst')}
            {...(demo ? { name: demo.staffName, storeId: demo.storeId } : {})}
            content={(storeId) => <KitchenPanel key={storeId} staff={staff} storeId={storeId} />}
          />
        )}
      </section>
      <section class="panel room" aria-labelledby="room">
        <h2 id="room">{say('room.title')}</h2>
        <StaffGate
          staff={staff}
          form={false}
          reason={say('room.signInFirst')}
          {...(demo ? { storeId: demo.storeId } : {})}
          content={(storeId) => <RoomPanel key={storeId} staff={staff} storeId={storeId} />}
        />
      </section>
    </div>
  )
}

showPage(<Everything />)
