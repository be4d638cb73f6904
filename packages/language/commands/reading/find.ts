import { exchange, letterNumber, loss } from './nearness.ts'
import type { Heard } from './text.ts'
import { childOf, type Node, type Trie } from './trie.ts'

/** An entry found at a unit: it ends before unit `to`. `cost` is 0 where every letter is as it should be. */
export type Found<Value> = { readonly to: number; readonly values: readonly Value[]; readonly cost: number; readonly key: string }

/** Entries that begin at the unit, exactly as heard, shortest first. */
export function findExact<Value>(trie: Trie<Value>, heard: Heard, unit: number): Found<Value>[] {
  const found: Found<Value>[] = []
  let node: Node<Value> | undefined = trie.root
  for (let at = heard.begin[unit]!; at < heard.letters.length && node; ) {
    node = childOf(node, heard.letters[at]!)
    at += 1
    const to = heard.unitAt[at]!
    if (node?.values && to > 0) found.push({ to, values: node.values, cost: 0, key: node.key! })
  }
  return found
}

/** How wrong the first `letters` letters of an entry may be: early letters must be nearly right, so that the search stays small. */
const allowedSoFar = (letters: number, most: number) => Math.min(most, 0.3 + 0.13 * letters)
/** How wrong an entry of this many letters may be as a whole. */
export const allowedInAll = (letters: number) => (letters < 3 ? 0 : letters === 3 ? 0.4 : Math.min(1.9, 0.15 * letters + 0.05))

/** Visited nodes after which a search gives up: a bound for texts made to be slow. */
const mostVisits = 6000

/** Entries that begin at the unit and sound nearly as heard; for each entry the cheapest end. */
export function findNear<Value>(trie: Trie<Value>, heard: Heard, unit: number, most = 1.9): Found<Value>[] {
  return findNearFrom(trie, heard, heard.begin[unit]!, most, allowedInAll)
}

/** The same from any letter on: for endings, which begin inside a syllable. */
export function findNearFrom<Value>(trie: Trie<Value>, heard: Heard, from: number, most: number, allowed: (letters: number) => number): Found<Value>[] {
  const best = new Map<Node<Value>, Found<Value>>()
  walkNear(trie, heard, from, most, (node, at, depth, cost) => {
    const to = heard.unitAt[at]!
    if (to <= 0 || cost > allowed(depth)) return
    const known = best.get(node)
    if (!known || cost < known.cost) best.set(node, { to, values: node.values!, cost, key: node.key! })
  })
  return [...best.values()]
}

/** Tells of every entry that sounds nearly as heard from a letter on, with the letter it ends at, also inside a unit. */
export function walkNear<Value>(trie: Trie<Value>, heard: Heard, from: number, most: number, visit: (node: Node<Value>, at: number, depth: number, cost: number) => void): void {
  const { numbers } = heard
  const end = numbers.length
  let visits = 0
  const walk = (node: Node<Value>, at: number, depth: number, cost: number, lost: boolean): void => {
    visits += 1
    if (visits > mostVisits) return
    if (node.values && at > from && cost > 0) visit(node, at, depth, cost)
    const letter = at < end ? numbers[at]! : none
    const next = at + 1 < end ? numbers[at + 1]! : none
    const limit = allowedSoFar(depth + 1, most)
    for (let child = node.first; child; child = child.next) {
      if (letter !== none) {
        const price = cost + exchange(child.number, letter, next)
        if (price <= limit) walk(child, at + 1, depth + 1, price, false)
        // two letters of a word typed in the wrong order
        if (next === child.number && letter !== next && letter >= latin && cost + 0.5 <= limit) {
          const turned = childOf(child, heard.letters[at]!)
          if (turned) walk(turned, at + 2, depth + 2, cost + 0.5, false)
        }
      }
      if (!lost && cost + least <= limit) {
        const price = cost + loss(child.number, child.number === node.number)
        if (price <= limit) walk(child, at, depth + 1, price, false)
      }
    }
    if (letter !== none && depth > 0) {
      const price = cost + loss(letter, at > 0 && letter === numbers[at - 1])
      if (price <= allowedSoFar(depth, most)) walk(node, at + 1, depth, price, true)
    }
  }
  walk(trie.root, from, 0, 0, false)
}

const none = -1
const latin = letterNumber('a')
/** The least that a lost letter costs. */
const least = 0.25
