import assert from 'node:assert/strict'
import { randomInt } from 'node:crypto'
import type { TestContext } from 'node:test'
import { operationsOf } from '../../../packages/service/testing/openapi/document.ts'
import { runSchemathesis } from './run.ts'
import type { SchemathesisParts } from './run.ts'

const examples = 100
const leastShare = 0.3

/** Runs Schemathesis and asserts: no failure, every operation tried often enough, and often enough with success. JARI_SEED repeats a run, JARI_SCHEMATHESIS has further arguments. */
export async function holdsUp(t: TestContext, parts: Omit<SchemathesisParts, 'examples' | 'leastShare' | 'seed' | 'more'>): Promise<void> {
  const seed = Number(process.env.JARI_SEED ?? randomInt(2 ** 31))
  const { code, output, shares } = await runSchemathesis({ ...parts, examples, leastShare, seed, more: process.env.JARI_SCHEMATHESIS?.split(' ') ?? [] })
  t.diagnostic(`seed ${seed}`)
  for (const { operation, examples: tried, share, statuses } of shares) t.diagnostic(`${(share * 100).toFixed(0).padStart(3)} % of ${String(tried).padStart(4)} ${operation} ${JSON.stringify(statuses)}`)
  if (code !== 0) console.log(output)
  assert.equal(code, 0, `Schemathesis found something (above); JARI_SEED=${seed} repeats it`)
  // an operation that takes nothing at all has one example, whoever repeats it
  const takes = new Set(operationsOf(parts.document).filter(({ parameters, body, access }) => parameters.length || body || access).map(({ method, path }) => `${method} ${path}`))
  assert.deepEqual(shares.filter((one) => one.examples < (takes.has(one.operation) ? examples : 1)).map(({ operation, examples: tried }) => `${operation}: ${tried}`), [], 'tried too seldom')
  assert.deepEqual(shares.filter((one) => one.share < leastShare).map(({ operation, share }) => `${operation}: ${share}`), [], 'too seldom right')
}
