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
  /** Further arguments for the program, to look at a part: JARI_SCHEMATHESIS="--include-operation-id getStoreKeys". */
  readonly more: readonly string[]
}

export type SchemathesisResult = { readonly code: number; readonly output: string; readonly shares: readonly Share[] }

/** How long a run may take; it takes a minute or two where nothing else runs. In milliseconds. */
const patience = 20 * 60_000

/**
 * First all phases with right and wrong requests alike, then as many right ones again: most requests of the first are wrong on
 * purpose, and what an operation does when all is well deserves as many.
 */
const rounds = [[], ['--mode', 'positive', '--phases', 'fuzzing']]

/** Runs Schemathesis, all phases and all checks, on a service that runs here. */
export async function runSchemathesis(parts: SchemathesisParts): Promise<SchemathesisResult> {
  const program = await ensureSchemathesis(platformFromEnvironment().cache, console.log)
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
    const args = ['--config-file', configFile, 'run', documentFile, '--url', parts.origin, '--checks', 'all', '--max-examples', String(parts.examples), '--seed', String(parts.seed), '--workers', '2', '--continue-on-failure', '--no-color', '--generation-database', 'none', '--suppress-health-check', 'all']
    const env = { ...process.env, SCHEMATHESIS_HOOKS: '', JARI_FIXTURES: fixtures.origin, JARI_ANSWERS: answers, COLUMNS: '160' }
    let [code, output] = [0, '']
    for (const round of rounds) {
      const one = await run(program, [...args, ...round, ...parts.more], { cwd: folder, env })
      code ||= one.code
      output += one.output
    }
    const lines = (await readFile(answers, 'utf8')).split('\n').filter(Boolean)
    return { code, output, shares: sharesOf(operations, lines.map((line) => JSON.parse(line) as Answer)) }
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
