import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, rename, rm, writeFile } from 'node:fs/promises'
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { install } from '../../prerequisites.ts'

const run = promisify(execFile)
const requirements = join(import.meta.dirname, 'requirements.txt')

/** Installs Schemathesis with all it needs, at the versions of requirements.txt, once a user; returns the path of its program `st`. */
export async function ensureSchemathesis(cache: string, say: (line: string) => void): Promise<string> {
  const version = createHash('sha256').update(readFileSync(requirements)).digest('hex').slice(0, 12)
  const folder = join(cache, `schemathesis-${version}`)
  const ready = join(folder, 'ready')
  if (!existsSync(ready)) {
    say('   installing Schemathesis from the Python package index (about a minute, once)')
    await mkdir(cache, { recursive: true })
    await rm(folder, { recursive: true, force: true })
    const python = await pythonWithVenv(say)
    await run(python, ['-m', 'venv', folder])
    await run(join(folder, 'bin/pip'), ['install', '--quiet', '--disable-pip-version-check', '--no-deps', '-r', requirements], { maxBuffer: 16 * 1024 * 1024 })
    await writeFile(`${ready}.new`, '')
    await rename(`${ready}.new`, ready)
  }
  return join(folder, 'bin/st')
}

/** A Python that can make virtual environments; Debian's comes in two packages. */
async function pythonWithVenv(say: (line: string) => void): Promise<string> {
  const works = (python: string) => run(python, ['-c', 'import venv, ensurepip, sys; sys.exit(sys.version_info < (3, 10))']).then(() => true, () => false)
  if (await works('python3')) return 'python3'
  await install([{ name: 'python3-venv', program: 'python3', purpose: 'runs Schemathesis' }], say)
  return '/usr/bin/python3'
}
