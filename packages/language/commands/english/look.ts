import type { Token } from '../reading/token.ts'

export const isNoun = ({ sense }: Token): boolean => sense.is === 'named' || sense.is === 'here' || sense.is === 'everywhere'
export const isThing = ({ sense }: Token): boolean => sense.is === 'named' && Boolean(sense.own?.length || sense.part?.length || sense.concept)
export const kindOf = (token: Token | undefined): string | undefined => (token?.sense.is === 'named' ? token.sense.concept : undefined)

/** The next token that says something. */
export function following(tokens: readonly Token[], index: number): Token | undefined {
  return tokens.slice(index + 1).find(({ sense }) => sense.is !== 'filler')
}

export function lastVerb(tokens: readonly Token[], index: number): number {
  for (let at = index - 1; at >= 0; at -= 1) {
    const { sense } = tokens[at]!
    if (sense.is === 'act' && sense.mood === 'do') return at
  }
  return 0
}
