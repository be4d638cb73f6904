import { nextStates, type OrderState } from '@jari/contract/order-state.ts'
import type { Order } from '@jari/contract/order.ts'
import { formatAge } from '../language/format.ts'
import { useLanguage } from '../language/language.tsx'
import { StateChip } from './state-chip.tsx'
import { urgencyOf } from './ticket-age.ts'

export type TicketProps = {
  readonly order: Order
  readonly seatName: string
  readonly now: number
  /** A change of it is on its way. */
  readonly busy: boolean
  move(order: Order, to: OrderState): void
}

/** One order in the kitchen. Its button keeps its place and the focus while its label goes from step to step. */
export function Ticket({ order, seatName, now, busy, move }: TicketProps) {
  const { say, language } = useLanguage()
  const ageMs = now - Date.parse(order.placedAt)
  const urgency = urgencyOf(ageMs)
  const next = nextStates(order.state, 'staff').find((state) => state !== 'cancelled')
  const title = `ticket-${order.id}`
  return (
    <article class={`ticket ${urgency}`} aria-labelledby={title}>
      <header>
        <h3 id={title}>{seatName}</h3>
        <StateChip state={order.state} />
        {order.number > 0 && <p class="number">{say('order.number', { number: order.number })}</p>}
        <p class="age">
          {urgency !== 'fresh' && <strong>{say(`ticket.${urgency}`)} · </strong>}
          {say('ticket.age', { age: formatAge(ageMs, say) })}
        </p>
      </header>
      <ul>
        {order.lines.map((line, i) => (
          <li key={i}>
            <b>{line.quantity}</b> {line.names[language]}
            {line.options.length > 0 && <small> {line.options.map((option) => option.names[language]).join(', ')}</small>}
            {line.note && <em>{line.note}</em>}
          </li>
        ))}
      </ul>
      {next && (
        <button type="button" class={`primary to-${next}`} aria-disabled={busy} aria-describedby={title} onClick={() => busy || move(order, next)}>
          {say(`ticket.to.${next as 'placed' | 'accepted' | 'preparing' | 'ready' | 'served'}`)}
        </button>
      )}
    </article>
  )
}
