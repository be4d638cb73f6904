import { globSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'

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

export const read = (file: string) => readFileSync(join(checkout, file), 'utf8')

/** What two languages of one text must share: levels of headings, blocks of code and links, each in order; a link to the other language counts as one to the text. */
export function skeleton(text: string) {
  return {
    levels: [...text.replaceAll(/^```[\s\S]*?^```/gm, '').matchAll(/^(#+) /gm)].map(([, marks]) => marks),
    blocks: [...text.matchAll(/^```(\w*)\n([\s\S]*?)^```/gm)].map(([, language, block]) => `${language}\n${block}`),
    links: [...text.matchAll(/\]\(([^)]+)\)/g)].map(([, target]) => target!.replace('.ko.md', '.md')),
  }
}

/** Lines of a text's shell blocks. */
export const commands = (text: string) => [...text.matchAll(/^```sh\n([\s\S]*?)^```/gm)].flatMap(([, block]) => block!.trim().split('\n'))
