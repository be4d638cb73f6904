import type { Language } from '@jari/contract/language.ts'

/** What a page says above everything else, in all languages; the page's style shows the one of its reader. */
const notices: Record<'preview', Record<Language, string>> = {
  preview: {
    en: 'Preview, not deployed: the services run on this machine without the cluster, and what you enter is not kept.',
    ko: '미리보기이며 배포되지 않았습니다: 서비스가 클러스터 없이 이 컴퓨터에서 돌고 있으며, 입력한 것은 보관되지 않습니다.',
  },
}

export type Notice = keyof typeof notices | ''

/** The page with its notice, if there is one, in the place that it keeps for it. */
export function withNotice(html: string, notice: Notice): string {
  const { en, ko } = notice ? notices[notice] : { en: '', ko: '' }
  const aside = notice ? `<aside class="notice" aria-label="${notice}"><span lang="en">${en}</span><span lang="ko">${ko}</span></aside>` : ''
  return html.replace('<!--notice-->', aside)
}
