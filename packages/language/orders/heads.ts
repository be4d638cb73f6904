import { heads } from './concepts.ts'
import { singular } from '../english/plurals.ts'
import type { MenuCatalogue } from './catalogue.ts'

/** Heads that the languages know, `food` among them, and last words and endings that the catalogue itself repeats. */
export function headsOf(catalogue: MenuCatalogue, food: readonly string[]): Set<string> {
  const found = new Set([...heads, ...food])
  const endings = new Map<string, Set<string>>()
  const named = [...catalogue.items, ...catalogue.options.flatMap(option => option.choices)]
  for (const item of named) {
    for (const name of item.names.en ?? []) {
      const words = name.toLowerCase().split(' ')
      const last = singular(words.at(-1) ?? '')
      if (words.length > 1 && last.length > 3) found.add(last)
    }
    for (const name of item.names.ko ?? []) {
      const words = name.split(' ')
      const last = words.at(-1) ?? ''
      if (words.length > 1 && last.length > 1) found.add(last)
      for (let at = 0; at + 2 <= last.length; at += 1) {
        const ending = last.slice(at)
        const known = endings.get(ending)
        if (known) known.add(item.id)
        else endings.set(ending, new Set([item.id]))
      }
    }
  }
  // Of endings that the same names share only the longest is a word: 에이드, not 이드.
  const longer = new Map([...endings].filter(([ending]) => ending.length > 2).map(([ending, items]) => [ending.slice(1), items.size]))
  for (const [ending, items] of endings) if (items.size > 1 && (longer.get(ending) ?? 0) < items.size) found.add(ending)
  return found
}
