import type { Language } from '@jari/contract/language.ts'
import { createContext, type ComponentChildren } from 'preact'
import { useContext, useLayoutEffect, useState } from 'preact/hooks'
import { chooseLanguage, sayIn, type Say } from './translate.ts'

const kept = 'jari.language'
const LanguageContext = createContext<{ language: Language; say: Say; change(to: Language): void }>({ language: 'en', say: sayIn('en'), change: () => {} })

/** Gives its children the page's language: the one chosen before, else the browser's. */
export function LanguageProvider({ children }: { children: ComponentChildren }) {
  const [language, setLanguage] = useState(() => chooseLanguage(localStorage.getItem(kept), navigator.languages))
  useLayoutEffect(() => {
    document.documentElement.lang = language
  }, [language])
  const change = (to: Language) => {
    localStorage.setItem(kept, to)
    setLanguage(to)
  }
  return <LanguageContext value={{ language, say: sayIn(language), change }}>{children}</LanguageContext>
}

/** The page's language and how to say a message in it. */
export function useLanguage() {
  return useContext(LanguageContext)
}

/** Two buttons, each in its own language, so that it is found by who needs it. */
export function LanguageSwitch() {
  const { language, say, change } = useLanguage()
  const names = { en: 'English', ko: '한국어' } as const
  return (
    <div class="languages" role="group" aria-label={say('page.language')}>
      {(['ko', 'en'] as const).map((one) => (
        <button key={one} type="button" lang={one} aria-pressed={language === one} onClick={() => change(one)}>
          {names[one]}
        </button>
      ))}
    </div>
  )
}
