import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { globSync } from 'node:fs'
import { resolve } from 'node:path'
import { test } from 'node:test'
import { promisify } from 'node:util'
import { javaHome } from '../../local/pipeline/java.ts'

const run = promisify(execFile)

test('npm-groovy-lint finds no errors and no warnings in the pipelines, the vars, the jobs and the engine', async () => {
  const root = resolve(import.meta.dirname, '../..')
  const files = globSync(['Jenkinsfile', 'jenkins/{vars,jobs}/*.{groovy,jenkinsfile}', 'local/pipeline/groovy/**/*.groovy'], { cwd: root })
  assert.ok(files.length > 24)
  const args = ['npm-groovy-lint', '--noserver', '--failon', 'warning', '--output', 'json', ...files]
  const env = { ...process.env, PATH: `${javaHome}/bin:${process.env.PATH}`, JAVA_HOME: javaHome, FORCE_COLOR: '0' }
  const { stdout } = await run('npx', args, { cwd: root, env }).catch((failure: { stdout: string; stderr: string }) => failure)
  const { summary, files: found } = JSON.parse(stdout.slice(stdout.indexOf('{'))) as { summary: Record<string, number>; files: Record<string, { errors: { severity: string; msg: string; line: number }[] }> }
  const told = Object.entries(found).flatMap(([file, { errors }]) => errors.filter(({ severity }) => severity !== 'info').map(({ line, msg }) => `${file}:${line} ${msg}`))
  assert.deepEqual(told, [])
  assert.equal(summary.totalFoundErrorNumber, 0)
})
