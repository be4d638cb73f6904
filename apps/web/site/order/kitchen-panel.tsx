import type { OrderState } from '@jari/contract/order-state.ts'
import type { Order } from '@jari/contract/order.ts'
import { useEffect, useMemo, useRef } from 'preact/hooks'
import { ConnectionLight } from '../feed/connection-light.tsx'
import { useLanguage } from '../language/language.tsx'
import { useNow } from '../page/now.ts'
import { useTell } from '../page/status-line.tsx'
import { reasonOf } from '../request/reason.ts'
import type { Staff } from '../session/staff.ts'
import { createKitchen } from './kitchen.ts'
import { Ticket } from './ticket.tsx'

/** The kitchen's list of open orders. Give it `key={storeId}`. */
export function KitchenPanel({ staff, storeId }: { staff: Staff; storeId: string }) {
  const { say } = useLanguage()
  const tell = useTell()
  const now = useNow()
  const heading = useRef<HTMLHeadingElement>(null)
  const kitchen = useMemo(() => createKitchen(staff, storeId), [staff, storeId])
  useEffect(() => kitchen.stop, [kitchen])

  const tickets = kitchen.tickets.value
  const seatName = (order: Order) => kitchen.seatNames.value.get(order.seatId) ?? order.seatId
  const move = async (order: Order, to: OrderState) => {
    const seat = seatName(order)
    try {
      const outcome = await kitchen.move(order, to)
      tell(outcome === 'moved' ? say('ticket.moved', { seat, state: say(`state.${to}`) }) : say('ticket.conflict', { seat }))
      // the ticket goes with its button; the focus must not fall back to the top of the page
      if (outcome === 'moved' && to === 'served') heading.current?.focus()
    } catch (error) {
      tell(say('ticket.failed', { seat, why: reasonOf(error, say) }))
    }
  }
  return (
    <section class="kitchen">
      <ConnectionLight heard={kitchen.live.heard} />
      <h3 ref={heading} tabIndex={-1}>
        {say('kitchen.tickets')} {tickets && <span class="count">{say('kitchen.counts', { count: tickets.length })}</span>}
      </h3>
      {!tickets && <p class="quiet">{say('page.loading')}</p>}
      {tickets?.length === 0 && <p class="quiet">{say('kitchen.empty')}</p>}
      <ol class="tickets">
        {tickets?.map((order) => (
          <li key={order.id}>
            <Ticket order={order} seatName={seatName(order)} now={now} busy={kitchen.moving.value.has(order.id)} move={(one, to) => void move(one, to)} />
          </li>
        ))}
      </ol>
    </section>
  )
}
