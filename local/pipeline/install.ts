import { createHash } from 'node:crypto'
import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, readFile, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { debianPackages, groovyJar, javaHome, missingJava } from './java.ts'

const run = promisify(execFile)

/** Jenkins' CPS transform and what it needs at run time, from Maven Central. */
const artifacts = [
  { coordinates: 'com.cloudbees:groovy-cps:1.31', file: 'groovy-cps-1.31.jar', sha256: 'ecfd4e43d75ca8204e278ff01d27c10d4b0d7b3ee781a18d1c363fc04c5c3e7e' },
  { coordinates: 'com.google.guava:guava:11.0.1', file: 'guava-11.0.1.jar', sha256: 'aa7cef9d2ba0110a2db7be0fb6e679cd71f6a26fc3ba9da7715f41d3300def1d' },
] as const

/**
 * Makes sure that `cacheDir` holds the jars of the CPS transform, with the pinned checksums, and returns the class path of the pipeline's engine.
 * Fetches by `mvn`, so through whatever repository Maven is set up for; does nothing if they are there.
 * Throws an Error naming what is missing on the machine, or the artifact that could not be had or is not what it should be.
 */
export async function installGroovy(cacheDir: string): Promise<string[]> {
  const missing = missingJava()
  if (missing.length > 0) throw new Error(`${missing.join(' and ')} not found: apt-get install ${debianPackages.join(' ')}`)
  const folder = join(cacheDir, 'groovy-cps')
  await mkdir(folder, { recursive: true })
  const jars: string[] = []
  for (const artifact of artifacts) {
    const jar = join(folder, artifact.file)
    if ((await sha256Of(jar)) !== artifact.sha256) await fetch(artifact, folder)
    jars.push(jar)
  }
  return [groovyJar, ...jars]
}

async function fetch({ coordinates, file, sha256 }: (typeof artifacts)[number], folder: string): Promise<void> {
  const draft = await mkdtemp(join(folder, 'fetch-'))
  try {
    // `copy` takes the artifact alone: a test-only dependency in the transform's POM is not to be had
    const goal = 'org.apache.maven.plugins:maven-dependency-plugin:3.6.1:copy'
    const args = ['--batch-mode', '--quiet', goal, `-Dartifact=${coordinates}`, `-DoutputDirectory=${draft}`]
    await run('mvn', args, { cwd: draft, env: { ...process.env, JAVA_HOME: javaHome } }).catch((error: Error & { stdout?: string }) => {
      const words = error.stdout?.split('\n').find((line) => line.includes('ERROR')) ?? error.message
      throw new Error(`${coordinates} could not be fetched from Maven Central: ${words.trim()}`, { cause: error })
    })
    const found = await sha256Of(join(draft, file))
    if (found !== sha256) throw new Error(`${coordinates} is not what it should be: sha256 ${found ?? '(no file)'} instead of ${sha256}`)
    await rename(join(draft, file), join(folder, file))
  } finally {
    await rm(draft, { recursive: true, force: true })
  }
}

async function sha256Of(file: string): Promise<string | undefined> {
  const content = await readFile(file).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined
    throw error
  })
  return content && createHash('sha256').update(content).digest('hex')
}
