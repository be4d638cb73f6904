import { type Language, languages } from '../language.ts'
import type { Catalogue } from '../score/catalogue.ts'

/** One name of something in a catalogue. */
export type Named = {
  readonly what: 'item' | 'choice' | 'area' | 'device' | 'scene'
  readonly id: string
  readonly lang: Language
  readonly name: string
  /** Where it stands: two devices of one name are told apart by their areas. */
  readonly place?: string
}

/** Every name of a catalogue. */
export function namesIn(catalogue: Catalogue): Named[] {
  type Entry = { readonly id: string; readonly names: { readonly [language: string]: readonly string[] | undefined } }
  const of = (what: Named['what'], entry: Entry, place?: string): Named[] =>
    languages.flatMap((lang) => (entry.names[lang] ?? []).map((name) => ({ what, id: entry.id, lang, name, ...(place !== undefined && { place }) })))
  if (catalogue.kind === 'menu') return [...catalogue.items.flatMap((item) => of('item', item)), ...catalogue.options.flatMap(({ choices }) => choices.flatMap((choice) => of('choice', choice)))]
  return [
    ...catalogue.areas.flatMap((area) => of('area', area)),
    ...catalogue.devices.flatMap((device) => of('device', device, device.area)),
    ...(catalogue.scenes ?? []).flatMap((scene) => of('scene', scene)),
  ]
}
