import type { Home } from '../home.ts'
import { fineKey } from '../reading/sounds.ts'
import type { Named, Sense, Token } from '../reading/token.ts'

/** '2, 3번 룸 에어컨': a number before a numbered name is a name of the same kind. */
export function numberedNames(tokens: readonly Token[], home: Home): Token[] {
  const out = [...tokens]
  for (let index = tokens.length - 2; index >= 0; index -= 1) {
    const { sense } = tokens[index]!
    if (sense.is !== 'number' || sense.unit !== undefined) continue
    const next = out.slice(index + 1).find((token) => token.sense.is !== 'join')
    const named = next && lookUp(next.sense, sense.value, home)
    if (named) out[index] = { ...tokens[index]!, sense: { is: 'named', ...named } }
  }
  return out
}

/** What is called like the name, but with another number at its head. */
function lookUp(sense: Sense, value: number, home: Home): Named | undefined {
  if (sense.is !== 'named') return undefined
  const names = sense.own?.length === 1 ? home.devices[sense.own[0]!]?.names.ko : sense.places?.length === 1 ? home.areas[sense.places[0]!]?.names.ko : undefined
  const name = names?.find((one) => /^제?\d+/.test(one))
  const found = name === undefined ? undefined : home.naming.ko.trie.get(fineKey(name.replace(/\d+/, String(value))))[0]
  return found && (found.own?.length || found.places?.length) ? { ...(found.own?.length && { own: found.own }), ...(found.places?.length && { places: found.places }) } : undefined
}
