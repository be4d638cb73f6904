import { render, type ComponentChildren } from 'preact'
import { config } from 'zod'
import { LanguageProvider, LanguageSwitch, useLanguage } from '../language/language.tsx'
import { StatusLine } from './status-line.tsx'

/** Puts a page's content into its frame: header, main, status line. */
export function showPage(content: ComponentChildren): void {
  // zod would try to compile its checks with `new Function`, which the pages' CSP forbids and browsers report
  config({ jitless: true })
  const root = document.getElementById('page')
  if (!root) throw new Error('the page has no element #page')
  render(
    <LanguageProvider>
      <StatusLine>
        <Header />
        <main>{content}</main>
      </StatusLine>
    </LanguageProvider>,
    root,
  )
}

function Header() {
  const { say } = useLanguage()
  return (
    <header class="masthead">
      <h1>
        <a href="/">
          <img src="/icon.svg" alt="" width="32" height="32" />
          <span lang="en">Jari</span> <span lang="ko">자리</span>
        </a>
      </h1>
      <p>{say('page.tagline')}</p>
      <LanguageSwitch />
    </header>
  )
}
