import { soundKey, type Unit } from '../text/units.ts'
import { soundDistance, soundWeight } from './sound.ts'

/** Numbers before a counter by their sound ('한', '두' …), which recognisers often get wrong: '도 개', '항 잔'. */
const sounds: readonly (readonly [sound: string, value: number])[] = [
  ['ㅎㅏㄴ', 1], ['ㅎㅏㄴㅏ', 1], ['ㄷㅜ', 2], ['ㄷㅜㄹ', 2], ['ㅅㅔ', 3], ['ㅅㅔㅅ', 3], ['ㄴㅔ', 4], ['ㄴㅔㅅ', 4], ['ㄷㅏㅅㅓㅅ', 5], ['ㅓㅅㅓㅅ', 6], ['ㅣㄹㄱㅗㅂ', 7], ['ㅓㄷㅓㄹㅂ', 8], ['ㅏㅎㅗㅂ', 9], ['ㅓㄹ', 10], ['ㅅㅜㅁㅜ', 20],
]

const bySound: ReadonlyMap<string, number> = new Map(sounds)

/** The number that one or two syllables sound most like, with how far off they are: 0 for a homophone, at most 0.9 where `near` allows for more. */
export function misheardNumber(units: readonly Unit[], from: number, near: boolean): { to: number; value: number; cost: number } | undefined {
  let best: { to: number; value: number; cost: number } | undefined
  for (let to = from + 1; to <= Math.min(units.length, from + 2); to += 1) {
    if (units[to - 1]?.kind !== 'hangul') break
    const heard = soundKey(units, from, to)
    const same = bySound.get(heard)
    if (same !== undefined) {
      best = { to, value: same, cost: 0 }
      continue
    }
    if (!near || best?.cost === 0) continue
    for (const [sound, value] of sounds) {
      if (Math.abs(sound.length - heard.length) > 1) continue
      const cost = distance(sound, heard)
      if (cost <= 0.9 && (!best || cost < best.cost)) best = { to, value, cost }
    }
  }
  return best
}

function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, at) => at * 0.8)
  for (const one of a) {
    const next = [(row[0] ?? 0) + soundWeight(one)]
    for (let at = 1; at <= b.length; at += 1) {
      const other = b[at - 1] ?? ''
      next.push(Math.min((row[at - 1] ?? 9) + soundDistance(one, other), (row[at] ?? 9) + soundWeight(one), (next[at - 1] ?? 9) + soundWeight(other)))
    }
    row = next
  }
  return row[b.length] ?? 9
}
