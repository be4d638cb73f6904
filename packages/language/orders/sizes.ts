import type { Choice } from './catalogue.ts'
import type { Concept } from './concepts.ts'

/** In a group of sizes the first is small and the last large, whatever the shop calls them. */
export function withSizes(group: string, choices: Choice[]): Choice[] {
  const has = (concept: Concept): boolean => choices.some(choice => choice.concept === concept)
  if (choices.length < 2 || !(/size|volume/i.test(group) || has('small') || has('large') || has('extra_large') || (choices.length === 2 && has('medium')) || choices.every(measured))) return choices
  const named = [...choices]
  const give = (at: number, concept: Concept): void => {
    const choice = named[at]
    if (choice && !has(concept) && (choice.concept === undefined || concept !== 'medium')) named[at] = choice.concept ? { ...choice, also: concept } : { ...choice, concept }
  }
  give(0, 'small')
  give(named.length - 1, 'large')
  if (named.length === 3) give(1, 'medium')
  return named
}

/** '500미리', '1.25리터', 'two liter': a size by its measure. */
function measured(choice: Choice): boolean {
  return Object.values(choice.names).some(list => list?.some(name => /\d ?(?:ml|미리|밀리|리터|l|cc|cm|인치|호|oz)$/i.test(name) || /(?:liter|litre|ounce|inch)s?$/i.test(name)))
}
