import type { Language } from '../language.ts'
import { readEnglish } from '../commands/english/read.ts'
import { readKorean } from '../commands/korean/read.ts'
import { Naming } from '../commands/naming.ts'
import { findNear } from '../commands/reading/find.ts'
import { fineKey } from '../commands/reading/sounds.ts'
import { hear } from '../commands/reading/text.ts'
import { Trie } from '../commands/reading/trie.ts'
import type { Catalogue } from '../score/catalogue.ts'
import { type Named, namesIn } from './names.ts'

/** Something about names that will be misunderstood. */
export type Finding = { readonly kind: 'same' | 'alike' | 'word' | 'silent'; readonly lang: Language; readonly names: readonly Named[]; readonly text: string }

/**
 * Names that collide (`same`), that a recogniser will take for one another (`alike`), that are ordinary words of wishes (`word`),
 * or in which there is nothing to say (`silent`).
 */
export function lintNames(catalogue: Catalogue): Finding[] {
  const names = namesIn(catalogue)
  return (['ko', 'en'] as const).flatMap((lang) => {
    const own = names.filter((one) => one.lang === lang)
    return [...silent(own, lang), ...same(own, lang), ...alike(own, lang), ...(catalogue.kind === 'home' ? words(own, lang) : [])]
  })
}

const label = ({ what, id, name }: Named): string => `"${name}" (${what} ${id})`

function silent(names: readonly Named[], lang: Language): Finding[] {
  return names.filter(({ name }) => fineKey(name) === '').map((one) => ({ kind: 'silent', lang, names: [one], text: `${label(one)} has no letter or digit that could be said` }))
}

function same(names: readonly Named[], lang: Language): Finding[] {
  const groups = Map.groupBy(names, ({ name }) => fineKey(name))
  return [...groups].flatMap(([key, group]): Finding[] => {
    const things = [...new Map(group.map((one) => [`${one.what} ${one.id}`, one])).values()]
    // devices of one name in different areas are told apart by naming the area
    const places = new Set(things.map(({ place, id }) => place ?? id))
    const apart = things.every(({ what }) => what === 'device') && places.size === things.length
    if (key === '' || things.length < 2 || apart) return []
    return [{ kind: 'same', lang, names: things, text: `${things.map(label).join(' and ')} are heard as one name` }]
  })
}

function alike(names: readonly Named[], lang: Language): Finding[] {
  const trie = new Trie<Named>()
  for (const one of names) trie.add(fineKey(one.name), one)
  const seen = new Set<string>()
  return names.flatMap((one): Finding[] => {
    const heard = hear(one.name)
    if (heard.units.length === 0) return []
    const near = findNear(trie, heard, 0).filter(({ to, cost, key }) => to === heard.units.length && cost <= 0.1 + 0.1 * key.length)
    return near.flatMap(({ values }) => values).flatMap((other): Finding[] => {
      const pair = [label(one), label(other)].toSorted().join(' and ')
      const twin = other.id === one.id || fineKey(other.name) === fineKey(one.name) || differsInNumber(one.name, other.name)
      if (twin || seen.has(pair)) return []
      seen.add(pair)
      return [{ kind: 'alike', lang, names: [one, other], text: `${pair} sound alike: a recogniser may take one for the other` }]
    })
  })
}

/** 'Room 1' and 'Room 2' are meant to be alike. */
const differsInNumber = (a: string, b: string): boolean => a.replace(/\d+/g, '#') === b.replace(/\d+/g, '#')

/** Names that are wholly made of words that mean something else in a wish. */
function words(names: readonly Named[], lang: Language): Finding[] {
  const empty = new Naming(lang, [], [])
  const read = lang === 'ko' ? readKorean : readEnglish
  return names.flatMap((one): Finding[] => {
    const heard = hear(one.name)
    const tokens = read(heard, empty)
    // what only sounds like a word costs more
    const ordinary = tokens.length === 1 && tokens[0]!.cost < 0.3 && tokens.every(({ sense }) => sense.is !== 'unknown' && sense.is !== 'named' && sense.is !== 'filler')
    return ordinary ? [{ kind: 'word', lang, names: [one], text: `${label(one)} is also an ordinary word of wishes (${tokens.map(({ sense }) => sense.is).join(', ')})` }] : []
  })
}
