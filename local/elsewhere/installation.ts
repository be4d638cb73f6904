import { isMap, isScalar, parseDocument, stringify } from 'yaml'

/** What differs from one installation to the next. */
export type Installation = { readonly repoURL: string; readonly registry: string }

/**
 * The text of installation.yaml with these values; every byte but those of the two values stays.
 * Throws an Error naming the key when the text has no such value.
 */
export function withInstallation(text: string, installation: Installation): string {
  const document = parseDocument(text)
  if (document.errors[0]) throw new Error(`installation.yaml: ${document.errors[0].message}`)
  const data = document.get('data')
  const places = Object.entries(installation).map(([key, value]) => {
    const node = isMap(data) ? data.get(key, true) : undefined
    if (!isScalar(node) || !node.range) throw new Error(`installation.yaml has no data.${key}`)
    const [from, to] = node.range
    return { from, to, text: node.value === value ? text.slice(from, to) : stringify(value).trim() }
  })
  return places.toSorted((a, b) => b.from - a.from).reduce((whole, { from, to, text: value }) => whole.slice(0, from) + value + whole.slice(to), text)
}
