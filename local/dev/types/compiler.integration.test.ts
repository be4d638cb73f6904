import assert from 'node:assert/strict'
import { mkdtempSync, realpathSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test, type TestContext } from 'node:test'
import { createCompiler } from './compiler.ts'

function project(t: TestContext, files: Record<string, string>) {
  const checkout = realpathSync(mkdtempSync(join(tmpdir(), 'jari-types-')))
  t.after(() => rmSync(checkout, { recursive: true }))
  const settings = { target: 'es2022', module: 'nodenext', strict: true, noEmit: true, allowImportingTsExtensions: true, types: [] }
  writeFileSync(join(checkout, 'tsconfig.json'), JSON.stringify({ compilerOptions: settings }))
  writeFileSync(join(checkout, 'package.json'), '{"type":"module"}')
  let written = 0
  const write = (name: string, text: string) => {
    writeFileSync(join(checkout, name), text)
    // two writes within the clock's resolution are two changes all the same
    utimesSync(join(checkout, name), new Date(), new Date(Date.now() + ++written * 1000))
  }
  for (const [name, text] of Object.entries(files)) write(name, text)
  const folder = mkdtempSync(join(checkout, 'kept-'))
  const compiler = createCompiler({ checkout, entries: [join(checkout, 'a.ts')], folder, colour: false })
  return { write, compile: (name: string) => compiler.compile(join(checkout, name)) }
}

test('a type error is told with its place, and nothing is handed out to run', (t) => {
  const { compile } = project(t, { 'a.ts': "const n: number = 'x'\nexport { n }" })
  const compiled = compile('a.ts')
  assert.ok('fault' in compiled)
  assert.match(compiled.fault, /a\.ts\(1,7\): error TS2322: Type 'string' is not assignable to type 'number'/)
})

test('a change in what a file imports is seen when the file is asked for, before the import is', (t) => {
  const { compile, write } = project(t, { 'a.ts': "import { b } from './b.ts'\nexport const a: number = b", 'b.ts': 'export const b = 1' })
  assert.ok('source' in compile('a.ts'))
  assert.ok('source' in compile('b.ts'))
  write('b.ts', "export const b = 'one'")
  assert.ok('fault' in compile('a.ts'))
  write('b.ts', 'export const b = 2')
  assert.ok('source' in compile('a.ts'))
})

test('what is handed out is JavaScript with the place it came from', (t) => {
  const { compile } = project(t, { 'a.ts': 'export const a: number = 1' })
  const compiled = compile('a.ts')
  assert.ok('source' in compiled)
  assert.match(compiled.source, /export const a = 1;/)
  assert.match(compiled.source, /sourceMappingURL=data:/)
})
