import type { Language } from './language.ts'
import { en } from './words/en.ts'
import { ko } from './words/ko.ts'

export type Word = keyof typeof en

const tables: Record<Language, Record<Word, string>> = { en, ko }

/** Says a word in a language: {0}, {1} … are filled in, and {0:change:changes} becomes `1 change` or `2 changes`. */
export type Say = (word: Word, ...values: readonly (string | number)[]) => string

export function say(language: Language): Say {
  return (word, ...values) => tables[language][word].replace(/\{(\d)(?::([^:}]*):([^}]*))?\}/g, (_, i: string, one?: string, many?: string) => {
    const value = values[Number(i)] ?? ''
    return one === undefined ? String(value) : `${value} ${Number(value) === 1 ? one : many}`
  })
}

/** For words that come from elsewhere, such as Argo CD's states: translated if known, else as they are. */
export function sayIfKnown(word: Say, given: string): string {
  return Object.hasOwn(en, given) ? word(given as Word) : given
}
