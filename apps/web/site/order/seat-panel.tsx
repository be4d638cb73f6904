import { useEffect, useMemo } from 'preact/hooks'
import { useLanguage } from '../language/language.tsx'
import { ConnectionLight } from '../feed/connection-light.tsx'
import { useTell } from '../page/status-line.tsx'
import { reasonOf } from '../request/reason.ts'
import type { Seat } from '../session/seat.ts'
import { CartPanel } from './cart-panel.tsx'
import { MenuList } from './menu-list.tsx'
import { createSeatOrdering } from './seat-ordering.ts'
import { SeatOrders } from './seat-orders.tsx'

/** Everything a guest does at a seat. Give it `key={seatId}`: another seat is another panel. */
export function SeatPanel({ seat }: { seat: Seat }) {
  const { say } = useLanguage()
  const tell = useTell()
  const ordering = useMemo(() => createSeatOrdering(seat), [seat])
  useEffect(() => ordering.stop, [ordering])

  const menu = ordering.menu.value
  const fault = ordering.fault.value
  const why = fault ? reasonOf(fault, say) : ''
  const place = async () => {
    if (await ordering.place()) tell(say('cart.placed'))
  }
  return (
    <>
      <ConnectionLight heard={ordering.live.heard} />
      {!menu && <p class="quiet">{why || say('page.loading')}</p>}
      {menu && (
        <div class="seat-columns">
          <MenuList menu={menu} add={(itemId) => ordering.change(itemId, 1)} />
          <div>
            <CartPanel
              cart={ordering.cart.value}
              menu={menu}
              placing={ordering.placing.value}
              fault={fault ? say('cart.failed', { why }) : ''}
              change={ordering.change}
              place={() => void place()}
            />
            <SeatOrders orders={ordering.orders.value} />
          </div>
        </div>
      )}
    </>
  )
}
