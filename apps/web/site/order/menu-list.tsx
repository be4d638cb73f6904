import type { Menu, MenuItem } from '@jari/contract/menu.ts'
import { formatMoney } from '../language/format.ts'
import { useLanguage } from '../language/language.tsx'

/** The menu; a tap on an item puts one into the cart. */
export function MenuList({ menu, add }: { menu: Menu; add(itemId: string): void }) {
  const { say } = useLanguage()
  return (
    <section class="menu" aria-label={say('menu.title')}>
      <ul>
        {menu.items.map((item) => (
          <li key={item.id}>
            <MenuButton item={item} currency={menu.currency} add={add} />
          </li>
        ))}
      </ul>
    </section>
  )
}

function MenuButton({ item, currency, add }: { item: MenuItem; currency: string; add(itemId: string): void }) {
  const { say, language } = useLanguage()
  return (
    <button type="button" class="item" disabled={!item.available} onClick={() => add(item.id)}>
      {item.picture && <img class="picture" src={item.picture} alt="" width="40" height="40" loading="lazy" />}
      <span class="name">{item.names[language]}</span> <span class="price">{item.available ? formatMoney(item.price, currency, language) : say('menu.soldOut')}</span>
      {item.available && (
        <span class="plus" aria-hidden="true">
          +
        </span>
      )}
    </button>
  )
}
