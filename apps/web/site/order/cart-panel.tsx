import type { Menu } from '@jari/contract/menu.ts'
import { formatMoney } from '../language/format.ts'
import { useLanguage } from '../language/language.tsx'
import { cartLines, cartTotal, type Cart } from './cart.ts'

export type CartPanelProps = {
  readonly cart: Cart
  readonly menu: Menu
  readonly placing: boolean
  /** Why the last try failed, or empty. */
  readonly fault: string
  change(itemId: string, by: number): void
  place(): void
}

/** What is about to be ordered, and the button that orders it. */
export function CartPanel({ cart, menu, placing, fault, change, place }: CartPanelProps) {
  const { say, language } = useLanguage()
  const lines = cartLines(cart, menu)
  return (
    <section class="cart" aria-label={say('cart.title')}>
      <h3>{say('cart.title')}</h3>
      {lines.length === 0 && <p class="quiet">{say('cart.empty')}</p>}
      <ul>
        {lines.map(({ item, quantity }) => (
          <li key={item.id}>
            <span class="name">{item.names[language]}</span>
            <button type="button" class="step" aria-label={say('cart.less', { item: item.names[language] })} onClick={() => change(item.id, -1)}>
              −
            </button>
            <output>{quantity}</output>
            <button type="button" class="step" aria-label={say('cart.more', { item: item.names[language] })} onClick={() => change(item.id, 1)}>
              +
            </button>
          </li>
        ))}
      </ul>
      {lines.length > 0 && (
        <button type="button" class="primary" aria-disabled={placing} onClick={() => placing || place()}>
          <span>{say(placing ? 'cart.placing' : 'cart.place')}</span>
          <span>{formatMoney(cartTotal(cart, menu), menu.currency, language)}</span>
        </button>
      )}
      {fault && (
        <p class="fault" role="alert">
          {fault}
        </p>
      )}
    </section>
  )
}
