import { decompose, finals } from '../../korean/hangul.ts'
import type { Heard } from '../reading/text.ts'

/** Ends of words that nothing explains, but that end a statement or a reason: what stands before the wish need not be understood. */
const statement = /(?:[았었였했갔왔졌됐렸겠셨]\S{0,4}|[가-힣](?:니까|는데|은데|네요?|거든요?|잖아요?|대요|래요|어서|아서|해서|워서|려서|와서|습니다|니다|이요|이야|이라|라서|더라|인데|던데|으니|는다|어요|아요|해요|예요|에요|세요|길래|(?:할|갈|올|볼|줄|을|릴|낼|둘)[게께]요?|셔|셔요|거야|텐데|거든|중임)|(?:^|[가-힣])(?:있어|없어|없네|없음))$/
/** Nouns that end like statements. */
const nouns: ReadonlySet<string> = new Set(['베란다', '판다', '아시안대', '군대', '횡단대'])

/** '켜 줘'라고 하다: what was said was somebody else's wish. */
const quoting = /^(?:고$|말$|라고|라는|라며|라더|래요?$|다고|대요?$|달라|달래|하던|하셨|하는데|했)/

/** Whether a word that nothing explains ends a statement: also '들어오신다', '바쁜데', '온대'. */
export function endsStatement(word: string): boolean {
  if (quotes(word)) return false
  return statement.test(word) || /(?:[가-힣]하다|[가-힣]리다)$/.test(word) || (/[다데대]$/.test(word) && !nouns.has(word) && closing.has(decompose(word.at(-2) ?? '')?.final ?? 0))
}

/** Whether the word makes a quotation of what stands before it. */
export const quotes = (word: string): boolean => quoting.test(word)

/** '신나는 음악', '잔잔한 노래'; '옆집은 음악을 …' is about the neighbours. */
export const describesMusic = (word: string, unexplained: string): boolean => /(?:[한운던른픈린]|신나는|하는|나오는)$/.test(word) || unexplained.endsWith('은')

/** Finals before '다' of a statement: 온다, 찼다. */
const closing: ReadonlySet<number> = new Set([finals.indexOf('ㄴ'), finals.indexOf('ㅆ')])

/** What was said from one unit to before another. */
export const textOf = ({ units, text }: Heard, from: number, to: number): string => text.slice(units[from]!.start, units[to - 1]!.end)
