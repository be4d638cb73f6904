import type { OrderState } from '@jari/contract/order-state.ts'
import { useLanguage } from '../language/language.tsx'

/** Shapes, so that a state is told without its colour too. */
const icons: Record<OrderState, string> = { awaiting: '◌', placed: '○', accepted: '◔', preparing: '◑', ready: '●', served: '✓', cancelled: '✕' }

/** An order's state as icon, text and colour. */
export function StateChip({ state }: { state: OrderState }) {
  const { say } = useLanguage()
  return (
    <span class={`chip ${state}`}>
      <span aria-hidden="true">{icons[state]}</span> {say(`state.${state}`)}
    </span>
  )
}
