/** The plural of an English word: latte lattes, sandwich sandwiches, berry berries, loaf loaves. Words that are plural already come back unchanged. */
export function plural(word: string): string {
  if (word.length < 2 || !/[a-z]$/.test(word)) return word
  if (/(?:s|x|z|ch|sh)$/.test(word)) return word.endsWith('ss') || !word.endsWith('s') ? `${word}es` : word
  if (/[^aeiou]y$/.test(word)) return `${word.slice(0, -1)}ies`
  if (/(?:loaf|leaf|half|knife|calf)$/.test(word)) return `${word.replace(/fe?$/, '')}ves`
  if (/(?:tomato|potato)$/.test(word)) return `${word}es`
  return `${word}s`
}

/** The singular of an English word, where it looks like a plural: lattes latte, berries berry. */
export function singular(word: string): string {
  if (word.length < 4 || !word.endsWith('s') || /(?:ss|us|is)$/.test(word)) return word
  if (word.endsWith('ies') && word.length > 4 && !/(?:cook|brown|smooth|calz|veg|p)ies$/.test(word)) return `${word.slice(0, -3)}y`
  if (/(?:ch|sh|ss|x|zz|o)es$/.test(word) && !/(?:shoes|toes)$/.test(word)) return word.slice(0, -2)
  if (/(?:loa|lea|hal|cal)ves$/.test(word)) return `${word.slice(0, -3)}f`
  return word.slice(0, -1)
}
