export const languages = ['en', 'ko'] as const
export type Language = (typeof languages)[number]

/** The language chosen by hand, else the first that the browser accepts and we have, else English. */
export function languageOf(chosen: string | undefined, accepted: readonly string[]): Language {
  const wished = [chosen, ...accepted].map((tag) => tag?.slice(0, 2).toLowerCase())
  return wished.find((tag): tag is Language => languages.includes(tag as Language)) ?? 'en'
}
