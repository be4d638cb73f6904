import { globSync } from 'node:fs'
import { resolve } from 'node:path'

export const checkout = resolve(import.meta.dirname, '../..')

/** Every text for people: docs and READMEs, paths relative to the checkout. */
export function readable(): string[] {
  const left = ['node_modules', 'dist', 'releases', '.jari']
  return globSync(['docs/**/*.md', '**/README*.md'], { cwd: checkout, exclude: (entry) => left.includes(entry) }).toSorted()
}

/** A text without its blocks and pieces of code, in which nothing is a link. */
export function withoutCode(text: string): string {
  return text.replaceAll(/^```[\s\S]*?^```/gm, '').replaceAll(/`[^`\n]*`/g, '')
}
