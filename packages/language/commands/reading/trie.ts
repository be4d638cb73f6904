import { letterNumber } from './nearness.ts'

/** A node of a trie; children are a chain of siblings, which costs less memory than a map for each node. */
export type Node<Value> = { readonly letter: string; readonly number: number; first: Node<Value> | undefined; next: Node<Value> | undefined; values: Value[] | undefined; key: string | undefined }

/** Words by their letters, each with what it can mean. */
export class Trie<Value> {
  readonly root: Node<Value> = { letter: '', number: -1, first: undefined, next: undefined, values: undefined, key: undefined }

  add(key: string, value: Value): void {
    if (key === '') return
    let node = this.root
    for (const letter of key) {
      let child = childOf(node, letter)
      if (!child) {
        child = { letter, number: letterNumber(letter), first: undefined, next: node.first, values: undefined, key: undefined }
        node.first = child
      }
      node = child
    }
    node.key = key
    if (!node.values) node.values = [value]
    else if (!node.values.includes(value)) node.values.push(value)
  }

  get(key: string): readonly Value[] {
    let node: Node<Value> | undefined = this.root
    for (const letter of key) node = node && childOf(node, letter)
    return node?.values ?? []
  }
}

export function childOf<Value>(node: Node<Value>, letter: string): Node<Value> | undefined {
  for (let child = node.first; child; child = child.next) if (child.letter === letter) return child
  return undefined
}
