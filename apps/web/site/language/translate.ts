import type { Language } from '@jari/contract/language.ts'
import { messages, type MessageKey } from './messages.ts'

/** Says a message in the page's language. */
export type Say = (key: MessageKey, values?: Readonly<Record<string, string | number>>) => string

/** A `Say` for one language. Throws if a value that the message needs is missing. */
export function sayIn(language: Language): Say {
  return (key, values = {}) =>
    messages[key][language].replace(/\{(\w+)\}/g, (_, name: string) => {
      const value = values[name]
      if (value === undefined) throw new Error(`message ${key} needs ${name}`)
      return String(value)
    })
}

/** The first of the browser's languages that the pages speak; English if there is none. */
export function chooseLanguage(kept: string | null, preferred: readonly string[]): Language {
  const wanted = [kept ?? '', ...preferred].map((one) => one.toLowerCase().split('-')[0])
  return wanted.find((one): one is Language => one === 'en' || one === 'ko') ?? 'en'
}
