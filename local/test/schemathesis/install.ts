import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { install } from '../../prerequisites.ts'

const run = promisify(execFile)
const requirements = join(import.meta.dirname, 'requirements.txt')

/**
 * Installs Schemathesis with all it needs, at the versions of requirements.txt, once a user; returns the path of its Python,
 * which runs it as `-m schemathesis.cli`. Two that install at the same time do not disturb each other.
 */
export async function ensureSchemathesis(cache: string, say: (line: string) => void): Promise<string> {
  const version = createHash('sha256').update(readFileSync(requirements)).digest('hex').slice(0, 12)
  const folder = join(cache, `schemathesis-python-${version}`)
  if (!existsSync(folder)) {
    say('   installing Schemathesis from the Python package index (about a minute, once)')
    await mkdir(cache, { recursive: true })
    const made = await mkdtemp(`${folder}-`)
    try {
      await run(await pythonWithVenv(say), ['-m', 'venv', made])
      await run(pythonIn(made), ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '--no-deps', '-r', requirements], { maxBuffer: 16 * 1024 * 1024 })
      // whole or not at all, and only where nobody else was first; an environment works from where it is moved to by its own Python
      await rename(made, folder).catch((error: NodeJS.ErrnoException) => {
        if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error
      })
    } finally {
      await rm(made, { recursive: true, force: true })
    }
  }
  return pythonIn(folder)
}

const pythonIn = (folder: string) => join(folder, 'bin/python')

/** A Python that can make virtual environments; Debian's comes in two packages. */
async function pythonWithVenv(say: (line: string) => void): Promise<string> {
  const works = (python: string) => run(python, ['-c', 'import venv, ensurepip, sys; sys.exit(sys.version_info < (3, 10))']).then(() => true, () => false)
  if (await works('python3')) return 'python3'
  await install([{ name: 'python3-venv', program: 'python3', purpose: 'runs Schemathesis' }], say)
  return '/usr/bin/python3'
}
