import assert from 'node:assert/strict'
import { test } from 'node:test'
import { parse } from 'yaml'
import { withItem, withoutItems, withPair, withScalar } from './edit.ts'

// Everything that a rewrite would lose: comments in every place, odd order and indentation, both kinds of quotes, blank lines, a long line.
const golden = `# Releases that must not be promoted.   two  spaces

kind:   Holds
apiVersion: "jari.dev/v1"   # why not first
holds:   # newest last

  # the till was wrong
  - release: '0007-aaaaaaa'
    environment: prod # only there


    reason: "wrong till: ${'very '.repeat(40)}long"
  -   reason: |
        two
        lines
      release: 0008-bbbbbbb   # last

# the end
more: {a: 1,   b: [ 2,3 ]}
`
const item = { release: '0009-ccccccc', reason: 'slow: "very"', at: '2026-11-21T00:00:00Z' }
const isRelease = (release: string) => (one: unknown) => (one as { release: string }).release === release
const crlf = (text: string) => text.replaceAll('\n', '\r\n')

for (const [name, of] of [['LF', (text: string) => text], ['CRLF', crlf]] as const) {
  test(`${name}: an item is added below the last one, in the list's own indentation, and no other byte changes`, () => {
    const added = of(`  - release: 0009-ccccccc\n    reason: 'slow: "very"'\n    at: 2026-11-21T00:00:00Z\n`)
    const at = of(golden).indexOf(of('\n# the end'))
    assert.equal(withItem(of(golden), 'holds', item), of(golden).slice(0, at) + added + of(golden).slice(at))
  })

  test(`${name}: an item goes with its own lines, and every comment between items stays`, () => {
    const [from, to] = [of(golden).indexOf("  - release: '0007"), of(golden).indexOf('  -   reason')]
    assert.equal(withoutItems(of(golden), 'holds', isRelease('0007-aaaaaaa')), of(golden).slice(0, from) + of(golden).slice(to))
  })

  test(`${name}: adding an item and taking it away again gives back every byte`, () => {
    assert.equal(withoutItems(withItem(of(golden), 'holds', item), 'holds', isRelease(item.release)), of(golden))
  })
}

test('what changes nothing gives back the very text', () => {
  assert.equal(withoutItems(golden, 'holds', isRelease('0099-ddddddd')), golden)
  assert.equal(withScalar(golden, ['apiVersion'], 'jari.dev/v1'), golden)
})

test('an empty list becomes a block and back, with the comment behind it', () => {
  const empty = 'kind: Holds\nholds: []  # none\nlast: 1\n'
  const held = withItem(empty, 'holds', { release: 'x' })
  assert.equal(held, 'kind: Holds\nholds:  # none\n- release: x\nlast: 1\n')
  assert.equal(withoutItems(held, 'holds', () => true), empty)
  assert.equal(withItem('holds: []', 'holds', { release: 'x' }), 'holds:\n- release: x\n')
  assert.equal(withItem('holds:\n', 'holds', { release: 'x' }), 'holds:\n- release: x\n')
  assert.equal(withItem('kind: Holds', 'holds', { release: 'x' }), 'kind: Holds\nholds:\n- release: x\n')
})

test('a list in brackets stays one', () => {
  const flow = 'holds: [ { release: a },  {release: b} ] # both\n'
  assert.equal(withItem(flow, 'holds', { release: 'c' }), 'holds: [ { release: a },  {release: b}, { release: c } ] # both\n')
  assert.equal(withoutItems(flow, 'holds', isRelease('a')), 'holds: [ {release: b} ] # both\n')
  assert.equal(withoutItems(flow, 'holds', isRelease('b')), 'holds: [ { release: a } ] # both\n')
})

test('a value changes in its own quotes', () => {
  assert.equal(withScalar(golden, ['holds', 0, 'release'], "it's"), golden.replace("'0007-aaaaaaa'", "'it''s'"))
  assert.equal(withScalar(golden, ['apiVersion'], 'v2'), golden.replace('"jari.dev/v1"', '"v2"'))
})

test('a pair is added at the end, and one that is there is refused', () => {
  assert.equal(withPair('a: 1 # one\r\n', 'b', [1]), 'a: 1 # one\r\nb:\r\n- 1\r\n')
  assert.throws(() => withPair('a: 1\n', 'a', 2), /"a" is there already/)
})

test('texts by chance: what is not edited survives, and the result says what was meant', () => {
  const seed = Math.floor(Math.random() * 2 ** 31)
  let state = seed
  const random = (below: number) => (state = (state * 48_271) % 2_147_483_647) % below
  for (let round = 0; round < 300; round++) {
    const indent = ' '.repeat(random(3))
    const quotes = (text: string) => [text, `'${text}'`, `"${text}"`][random(3)]!
    const noise = () => ['', '', '\n', `${indent}# a comment: ${random(99)}\n`][random(4)]!
    const items = Array.from({ length: 1 + random(5) }, (_, index) => `${noise()}${indent}-${' '.repeat(1 + random(3))}release: ${quotes(`r${index}`)}${random(2) ? ' # why' : ''}\n`)
    const text = of(`${noise()}a: 1\nholds:${random(2) ? ' # list' : ''}\n${items.join('')}${noise().trimStart()}z: [1,  2]\n`)
    function of(lines: string) { return random(2) ? crlf(lines) : lines }
    const added = withItem(text, 'holds', item)
    const gone = withoutItems(added, 'holds', isRelease('r0'))
    const context = `seed ${seed}, round ${round}:\n${text}`
    assert.equal((parse(added) as { holds: unknown[] }).holds.length, items.length + 1, context)
    assert.equal(withoutItems(added, 'holds', isRelease(item.release)), text, context)
    const lines = (whole: string) => whole.split('\n')
    for (const line of lines(text)) if (!line.includes('r0')) assert.ok(lines(gone).includes(line), context)
  }
})
