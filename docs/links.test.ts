import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { test } from 'node:test'
import { checkout, readable, withoutCode } from './testing/texts.ts'

test('every relative link in the documentation points to something that exists', () => {
  const broken: string[] = []
  for (const file of readable()) {
    const text = withoutCode(readFileSync(join(checkout, file), 'utf8'))
    for (const [, target = ''] of text.matchAll(/\]\(([^)\s]+)\)/g)) {
      const [path = ''] = target.split('#')
      if (path === '' || /^[a-z]+:/.test(path)) continue
      if (!existsSync(join(checkout, dirname(file), path))) broken.push(`${file} links to ${target}`)
    }
  }
  assert.deepEqual(broken, [])
})
