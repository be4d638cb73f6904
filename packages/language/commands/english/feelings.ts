import type { EnglishRow } from './row.ts'

/** What people say of a place before they say what they want, by the property that it is about. */
export const feelings: readonly EnglishRow[] = ([
  ['brightness', 'down', 'bright,blinding,glaring'],
  ['brightness', 'up', 'dark,dim,gloomy'],
  ['temperature', 'down', 'hot,warm,boiling,roasting,sweltering,stifling'],
  ['temperature', 'up', 'cold,cool,freezing,chilly'],
  ['volume', 'down', 'loud,noisy,deafening'],
  ['volume', 'up', 'quiet,soft'],
  [undefined, undefined, 'stuffy,humid,sunny,raining,late,busy,windy'],
] as const).flatMap(([property, wished, list]) =>
  list.split(',').flatMap((word): EnglishRow[] => {
    const forms = (degrees: readonly string[]): string => degrees.flatMap((degree) => [`${degree} ${word}`, `${degree} ${word} in here`]).join(',')
    const alone = /(?:y|ing|dark|loud|humid|late)$/.test(word) ? [word] : []
    const told = { sense: { is: 'feeling', ...(property && { property }) } as const, words: [forms(['so', 'a bit', 'a little', 'getting', 'very', 'really', 'pretty', 'rather', 'quite']), `${word} in here`, `${word} outside`, ...alone].join(',') }
    const excess = { sense: { is: 'feeling', ...(property && { property, wished }) } as const, words: forms(['too', 'way too', 'a bit too', 'a little too', 'getting too', 'much too', 'far too', 'just too', 'still too', 'so too']) }
    // 'not bright enough' asks for what 'too bright' asks to be less of
    const lack = property ? [{ sense: { is: 'feeling', property, wished: wished === 'up' ? 'down' : 'up' } as const, words: `not ${word} enough,isnt ${word} enough,arent ${word} enough` }] : []
    return [told, excess, ...lack]
  }),
)
