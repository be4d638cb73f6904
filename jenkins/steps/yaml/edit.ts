import { isDeepStrictEqual } from 'node:util'
import { CST, type Document, isMap, isScalar, isSeq, parseDocument, stringify, type YAMLSeq } from 'yaml'
import { Failure } from '../outcome.ts'

/**
 * Edits of YAML texts that leave every other byte as it is: comments, order, quotes, blank lines and line ends. Where to cut is
 * read from the syntax tree of the library `yaml`; the text is never written anew. Each edit is parsed again and must say what was
 * meant. A comment above an item stays when the item goes: it is people's.
 */

/** The text with one item more at the end of the list under the top-level `key`, which is made when it is missing. */
export function withItem(text: string, key: string, item: unknown): string {
  const document = parsed(text)
  const pair = pairOf(document, key)
  if (pair === undefined) return withPair(text, key, [item])
  const list = pair.value
  const meant = [...listOf(document, key), item]
  if (!isSeq(list)) return checked(insertLines(text, lineEnd(text, endOf(pair.key)), blockItem(item, 0)), key, meant)
  if (list.flow && list.items.length === 0) return checked(blockForEmpty(text, list, item), key, meant)
  const last = list.items.at(-1)
  if (list.flow) return checked(splice(text, endOf(last), endOf(last), `, ${flowText(item)}`), key, meant)
  return checked(insertLines(text, lineEnd(text, endOf(last)), blockItem(item, columnOf(text, dashOf(list, 0)))), key, meant)
}

/** The text without the items of the list under `key` that `unwanted` picks; the same text when it picks none. */
export function withoutItems(text: string, key: string, unwanted: (item: unknown) => boolean): string {
  const document = parsed(text)
  const all = listOf(document, key)
  const list = pairOf(document, key)?.value
  if (!isSeq(list) || !all.some(unwanted)) return text
  const kept = all.filter((item) => !unwanted(item))
  let result = text
  for (const index of [...all.keys()].toReversed()) if (unwanted(all[index])) result = list.flow ? withoutFlowItem(result, list, index) : withoutLines(result, list, index)
  if (!list.flow && kept.length === 0) {
    const at = endOf(pairOf(document, key)?.key) + 1
    result = splice(result, at, at, ' []')
  }
  return checked(result, key, kept)
}

/** The text with one top-level pair more, at its end. */
export function withPair(text: string, key: string, value: unknown): string {
  const document = parsed(text)
  if (document.has(key)) throw new Failure(`"${key}" is there already`)
  return checked(insertLines(text, text.length, stringify({ [key]: value }, style)), key, value)
}

/** The text with the scalar at `path` changed to `value`, in the quotes that it had. */
export function withScalar(text: string, path: readonly (string | number)[], value: string): string {
  const document = parsed(text)
  const node = document.getIn(path, true)
  if (!isScalar(node) || node.srcToken === undefined || node.srcToken.type === 'block-map') throw new Failure(`${path.join('.')} is no single value`)
  if (node.value === value) return text
  const [start = 0, end = 0] = node.range ?? []
  const token = node.srcToken as CST.FlowScalar
  CST.setScalarValue(token, value, { implicitKey: false })
  const result = splice(text, start, end, token.source)
  if (parsed(result).getIn(path) !== value) throw new Failure(`${path.join('.')} cannot be set to "${value}" without writing the file anew`)
  return result
}

const style = { indentSeq: false, lineWidth: 0 } as const

function parsed(text: string): Document.Parsed {
  const document = parseDocument(text, { keepSourceTokens: true })
  if (document.errors[0] !== undefined) throw new Failure(document.errors[0].message)
  return document
}

function pairOf(document: Document.Parsed, key: string) {
  return isMap(document.contents) ? document.contents.items.find((pair) => isScalar(pair.key) && pair.key.value === key) : undefined
}

function listOf(document: Document.Parsed, key: string): unknown[] {
  const value = (document.toJS() as Record<string, unknown> | null)?.[key] ?? []
  if (!Array.isArray(value)) throw new Failure(`${key} is no list`)
  return value
}

/** Where a node's own text ends: before the comment behind it. */
function endOf(node: unknown): number {
  return (node as { range: readonly [number, number, number] }).range[1]
}

/** Where the dash of an item of a block list is. */
function dashOf(list: YAMLSeq, index: number): number {
  const dash = (list.srcToken as CST.BlockSequence).items[index]?.start.find(({ type }) => type === 'seq-item-ind')
  if (dash === undefined) throw new Failure(`item ${index + 1} of the list has no dash`)
  return dash.offset
}

const lineStart = (text: string, at: number) => text.lastIndexOf('\n', at - 1) + 1
const columnOf = (text: string, at: number) => at - lineStart(text, at)

/** The beginning of the line after the one that `at` is the end of a node in. */
function lineEnd(text: string, at: number): number {
  if (at > 0 && text[at - 1] === '\n') return at
  const next = text.indexOf('\n', at)
  return next === -1 ? text.length : next + 1
}

const splice = (text: string, from: number, to: number, by: string) => text.slice(0, from) + by + text.slice(to)

/** Puts whole lines at the beginning of a line, with the line ends that the text has. */
function insertLines(text: string, at: number, lines: string): string {
  const eol = /\r\n/.test(text) ? '\r\n' : '\n'
  const before = at > 0 && text[at - 1] !== '\n' ? eol : ''
  return splice(text, at, at, before + lines.replaceAll('\n', eol))
}

const blockItem = (item: unknown, column: number) => stringify([item], style).replace(/^(?=.)/gm, ' '.repeat(column))
const flowText = (item: unknown) => stringify(item, { ...style, collectionStyle: 'flow' }).trim()

function blockForEmpty(text: string, list: YAMLSeq, item: unknown): string {
  const [start = 0] = list.range ?? []
  const before = text.slice(0, start).trimEnd()
  const rest = text.slice(endOf(list))
  const line = lineEnd(rest, 0)
  return insertLines(before + rest, before.length + line, blockItem(item, 0))
}

function withoutLines(text: string, list: YAMLSeq, index: number): string {
  return splice(text, lineStart(text, dashOf(list, index)), lineEnd(text, endOf(list.items[index])), '')
}

function withoutFlowItem(text: string, list: YAMLSeq, index: number): string {
  const at = (which: number) => (list.items[which] as { range: readonly [number, number, number] }).range
  if (index + 1 < list.items.length) return splice(text, at(index)[0], at(index + 1)[0], '')
  return splice(text, index === 0 ? at(0)[0] : at(index - 1)[1], at(index)[1], '')
}

function checked(result: string, key: string, meant: unknown): string {
  const said = (parsed(result).toJS() as Record<string, unknown> | null)?.[key]
  if (!isDeepStrictEqual(said, JSON.parse(JSON.stringify(meant)))) throw new Failure(`${key} cannot be edited without writing the file anew: edit it by hand`)
  return result
}
