/** A choice on a line: `count` above 1 where it is taken several times, `amount` where less, more or none of it is wanted. */
export type CartOption = { readonly id: string; readonly count?: number; readonly amount?: 'none' | 'light' | 'extra' }
export type CartLine = { readonly item: string; readonly quantity: number; readonly options: readonly CartOption[] }

/** A line while a sentence is carried out: lines are told apart until the end, though they may become equal. */
export type DraftLine = { item: string; quantity: number; options: CartOption[]; fresh: boolean }

export function lineKey(line: { readonly item: string; readonly options: readonly CartOption[] }): string {
  const options = line.options.map(({ id, count, amount }) => `${id}*${count ?? 1}${amount ?? ''}`).sort()
  return `${line.item} ${options.join(' ')}`
}

/** Equal lines become one with the sum of their quantities, at the place of the first; lines of none go. */
export function merged(lines: readonly DraftLine[]): CartLine[] {
  const out = new Map<string, CartLine>()
  for (const line of lines) {
    if (line.quantity < 1) continue
    const key = lineKey(line)
    const known = out.get(key)
    out.set(key, known ? { ...known, quantity: known.quantity + line.quantity } : { item: line.item, quantity: line.quantity, options: line.options })
  }
  return [...out.values()]
}
