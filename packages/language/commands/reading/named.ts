import type { Named, Sense } from './token.ts'

const namedSenses = new WeakMap<Named, Sense>()
/** The sense of an entry: the entry itself, so that devices added later are in it. */
export function namedSense(named: Named): Sense {
  let sense = namedSenses.get(named)
  if (!sense) {
    sense = Object.assign(named, { is: 'named' as const })
    namedSenses.set(named, sense)
  }
  return sense
}
