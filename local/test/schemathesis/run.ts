import { spawn } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Fixtures } from '../../../packages/service/testing/openapi/fixtures.ts'
import { operationsOf } from '../../../packages/service/testing/openapi/document.ts'
import { platformFromEnvironment } from '../../platform.ts'
import { configuration } from './configuration.ts'
import { serveFixtures } from './fixture-server.ts'
import { ensureSchemathesis } from './install.ts'
import { sharesOf } from './shares.ts'
import type { Answer, Share } from './shares.ts'

export type SchemathesisParts = {
  readonly document: object
  readonly origin: string
  readonly fixtures: Fixtures
  /** An access token of somebody whom the documents name with these words. */
  readonly tokenFor: (word: string) => Promise<string>
  /** A store of those callers. */
  readonly storeId: string
  /** Examples an operation. */
  readonly examples: number
  readonly seed: number
  /** Which part of an operation's requests shall be answered with 2xx. */
  readonly leastShare: number
  /** Further arguments for the program, to look at a part: JARI_SCHEMATHESIS="--include-operation-id getStoreKeys". */
  readonly more: readonly string[]
}

export type SchemathesisResult = { readonly code: number; readonly output: string; readonly shares: readonly Share[] }

/** How long a run may take; it takes two minutes or three where nothing else runs. In milliseconds. */
const patience = 20 * 60_000
/** Rounds of right requests only, for operations that are right too seldom. */
const rightRounds = 2

/**
 * Runs Schemathesis, all phases and all checks, on a service that runs here. Most of its requests are wrong on purpose; an
 * operation that was right less often than `leastShare` gets as many right ones again, twice at most: what it does when all is well
 * deserves as much attention. One worker: two threads that parse sources at the same time end in "AST constructor recursion depth
 * mismatch" (CPython 3.11), and one interpreter runs one of them at a time anyway.
 */
export async function runSchemathesis(parts: SchemathesisParts): Promise<SchemathesisResult> {
  const python = await ensureSchemathesis(platformFromEnvironment().cache, console.log)
  const operations = operationsOf(parts.document)
  const folder = await mkdtemp(join(tmpdir(), 'jari-schemathesis-'))
  const fixtures = await serveFixtures({ ...parts, operations })
  try {
    const answers = join(folder, 'answers')
    const documentFile = join(folder, 'openapi.json')
    const configFile = join(folder, 'schemathesis.toml')
    await writeFile(answers, '')
    await writeFile(documentFile, JSON.stringify(parts.document))
    await writeFile(configFile, configuration(operations))
    const args = ['-m', 'schemathesis.cli', '--config-file', configFile, 'run', documentFile, '--url', parts.origin, '--checks', 'all', '--max-examples', String(parts.examples), '--workers', '1', '--continue-on-failure', '--no-color', '--generation-database', 'none', '--suppress-health-check', 'all']
    const env = { ...process.env, SCHEMATHESIS_HOOKS: '', JARI_FIXTURES: fixtures.origin, JARI_ANSWERS: answers, COLUMNS: '160' }
    const seen = async () => sharesOf(operations, (await readFile(answers, 'utf8')).split('\n').filter(Boolean).map((line) => JSON.parse(line) as Answer))
    let { code, output } = await run(python, [...args, '--seed', String(parts.seed), ...parts.more], { cwd: folder, env })
    for (let round = 1; round <= rightRounds; round++) {
      const seldom = (await seen()).filter(({ examples, share }) => examples > 0 && share < parts.leastShare)
      if (seldom.length === 0) break
      const again = await run(python, [...args, '--seed', String(parts.seed + round), '--mode', 'positive', '--phases', 'fuzzing', ...seldom.flatMap(({ id }) => ['--include-operation-id', id])], { cwd: folder, env })
      code ||= again.code
      output += again.output
    }
    return { code, output, shares: await seen() }
  } finally {
    await fixtures.close()
    await rm(folder, { recursive: true, force: true })
  }
}

function run(program: string, args: string[], options: { cwd: string; env: NodeJS.ProcessEnv }): Promise<{ code: number; output: string }> {
  const child = spawn(program, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'], timeout: patience })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (data) => (output += data))
  return new Promise((done, failed) => {
    child.on('error', failed)
    child.on('close', (code) => done({ code: code ?? 1, output }))
  })
}
