import { useMemo } from 'preact/hooks'
import { RoomPanel } from '../device/room-panel.tsx'
import { useLanguage } from '../language/language.tsx'
import { KitchenPanel } from '../order/kitchen-panel.tsx'
import { StaffGate } from '../session/staff-gate.tsx'
import { createStaff, staffTabs } from '../session/staff.ts'
import { showPage } from './page.tsx'

/** The kitchen's screen: open orders, and the lights of the room. */
function KitchenScreen() {
  const { say } = useLanguage()
  const staff = useMemo(() => createStaff({ tabs: staffTabs() }), [])
  return (
    <div class="kitchen-screen">
      <section class="panel" aria-labelledby="kitchen">
        <h2 id="kitchen">{say('kitchen.title')}</h2>
        <StaffGate staff={staff} form reason={say('kitchen.signInFirst')} content={(storeId) => <KitchenPanel key={storeId} staff={staff} storeId={storeId} />} />
      </section>
      <section class="panel room" aria-labelledby="room">
        <h2 id="room">{say('room.title')}</h2>
        <StaffGate staff={staff} form={false} reason={say('room.signInFirst')} content={(storeId) => <RoomPanel key={storeId} staff={staff} storeId={storeId} />} />
      </section>
    </div>
  )
}

showPage(<KitchenScreen />)
