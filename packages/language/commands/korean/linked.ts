import { compose, decompose, finals, initials } from '../../korean/hangul.ts'
import { gap } from '../../text/units.ts'
import { hear, type Heard } from '../reading/text.ts'

/** Particles that begin with a vowel: the last consonant of the word before them is heard at their head. */
const afterConsonant: ReadonlySet<string> = new Set(['으로', '으로만', '으로는', '은', '을', '이', '이랑', '이랑은', '이요', '이나', '이라도', '이야', '이지', '에', '에서', '에는', '에서는', '에만', '에도', '에다', '의', '하고', '하고는'])
const longest = 3

/**
 * The sentence with words taken apart that ran together when they were heard: '고그로' as '곡으로', '부리랑' as '불이랑', '호라고' as '홀하고'.
 * Syllables stay in their places; `changed` are those that were written anew. Undefined where no word can be taken apart.
 */
export function takenApart(heard: Heard): { readonly heard: Heard; readonly changed: ReadonlySet<number> } | undefined {
  const { units, text } = heard
  const letters = [...text]
  if (letters.length !== text.length) return undefined
  const changed = new Set<number>()
  for (let end = 1; end < units.length; end += 1) {
    if (end + 1 < units.length && units[end + 1]!.gap === gap.none) continue
    for (let length = 1; length <= longest && end - length >= 0; length += 1) {
      const head = end - length + 1
      if (units[head]!.kind !== 'hangul' || units[head]!.gap !== gap.none || changed.has(head)) break
      const rest = text.slice(units[head]!.end, units[end]!.end)
      const apart = split(units[head - 1]!.text, units[head]!.text).find(([, particle]) => afterConsonant.has(particle + rest))
      if (!apart) continue
      const [noun, particle] = apart
      letters[units[head - 1]!.start] = noun
      letters[units[head]!.start] = particle
      changed.add(head - 1).add(head)
      break
    }
  }
  return changed.size > 0 ? { heard: hear(letters.join('')), changed } : undefined
}

/** '고', '그' as '곡', '으'; '호', '라' also as '홀', '하', because ㅎ is not heard after ㄹ, ㄴ and ㅁ. */
function split(before: string, after: string): [noun: string, particle: string][] {
  const one = decompose(before)
  const two = decompose(after)
  if (!one || !two || one.final !== 0) return []
  const consonant = initials[two.initial]!
  const final = finals.indexOf(consonant as (typeof finals)[number])
  if (final <= 0) return []
  const noun = compose({ ...one, final })
  const heads = ['ㄹ', 'ㄴ', 'ㅁ'].includes(consonant) ? ['ㅇ', 'ㅎ'] : ['ㅇ']
  return heads.map((head) => [noun, compose({ ...two, initial: initials.indexOf(head as (typeof initials)[number]) })])
}
