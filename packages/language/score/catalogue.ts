import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Understanding } from './run.ts'

/** Reads and compiles a catalogue file, menu or home. Throws an Error that names the file where it can't be used. */
export async function readCatalogue(file: string): Promise<Understanding> {
  let catalogue: { kind?: string }
  try {
    catalogue = JSON.parse(readFileSync(file, 'utf8')) as { kind?: string }
  } catch (error) {
    throw new Error(`${file} can't be read as JSON: ${(error as Error).message}`, { cause: error })
  }
  if (catalogue.kind === 'home') {
    const { compileHome, understandCommand } = await load('commands')
    const home = compileHome(catalogue)
    return { command: (say, { lang, area }) => understandCommand(say, { home, lang, area, now }) }
  }
  if (catalogue.kind === 'menu') {
    const { compileMenu, understandOrder } = await load('orders')
    const menu = compileMenu(catalogue)
    return { order: (say, { lang, cart, context }) => understandOrder(say, { menu, lang, cart, context }) }
  }
  throw new Error(`${file}: kind is "${catalogue.kind ?? ''}", and must be "menu" or "home"`)
}

/** A fixed time, so that a score does not depend on when it is taken. */
const now = new Date('2026-11-25T12:00:00')

async function load(part: 'commands' | 'orders'): Promise<any> {
  return (await import(pathToFileURL(join(import.meta.dirname, '..', part, 'understand.ts')).href)) as any
}
