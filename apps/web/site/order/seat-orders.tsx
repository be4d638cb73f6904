import type { Order } from '@jari/contract/order.ts'
import { formatMoney } from '../language/format.ts'
import { useLanguage } from '../language/language.tsx'
import { StateChip } from './state-chip.tsx'

/** What a seat has ordered, each with the step it has reached. */
export function SeatOrders({ orders }: { orders: readonly Order[] }) {
  const { say, language } = useLanguage()
  if (orders.length === 0) return null
  return (
    <section class="ordered" aria-label={say('orders.title')}>
      <h3>{say('orders.title')}</h3>
      <ol>
        {orders.map((order) => (
          <li key={order.id}>
            <StateChip state={order.state} />
            {order.number > 0 && <span class="number">{say('order.number', { number: order.number })}</span>}
            {order.awaits && <strong class="awaits">{say(`awaits.${order.awaits}`)}</strong>}
            <span class="lines">{order.lines.map((line) => `${line.names[language]} × ${line.quantity}`).join(', ')}</span>
            <span class="price">{formatMoney(order.total, order.currency, language)}</span>
          </li>
        ))}
      </ol>
    </section>
  )
}
