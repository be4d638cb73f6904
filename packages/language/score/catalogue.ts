import { readFileSync } from 'node:fs'
import { compileHome, understandCommand } from '../commands/understand.ts'
import type { HomeCatalogue } from '../commands/home.ts'
import type { MenuCatalogue } from '../orders/catalogue.ts'
import { compileMenu, understandOrder } from '../orders/understand.ts'
import type { Understanding } from './run.ts'

export type Catalogue = (HomeCatalogue & { readonly kind: 'home' }) | (MenuCatalogue & { readonly kind: 'menu' })

/** Reads a catalogue file. Throws an Error that names the file where it can't be used. */
export function readCatalogue(file: string): Catalogue {
  let catalogue: { kind?: string }
  try {
    catalogue = JSON.parse(readFileSync(file, 'utf8')) as { kind?: string }
  } catch (error) {
    throw new Error(`${file} can't be read as JSON: ${(error as Error).message}`, { cause: error })
  }
  if (catalogue.kind === 'home' || catalogue.kind === 'menu') return catalogue as Catalogue
  throw new Error(`${file}: kind is "${catalogue.kind ?? ''}", and must be "menu" or "home"`)
}

/** What is scored: the package's two sides on a compiled catalogue. `now` is fixed, so that a score does not depend on when it is taken. */
export function understandingOf(catalogue: Catalogue): Understanding {
  if (catalogue.kind === 'menu') {
    const menu = compileMenu(catalogue)
    return { order: (say, about) => understandOrder(say, { menu, ...about }) }
  }
  const home = compileHome(catalogue)
  const now = new Date('2026-11-25T12:00:00')
  return { command: (say, { lang, area }) => understandCommand(say, { home, lang, area, now }) }
}
