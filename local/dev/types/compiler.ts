import { readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { create, TSError } from 'ts-node'

/** What became of a file: JavaScript to run, or why it must not be run. */
export type Compiled = { readonly source: string } | { readonly fault: string }

export type CompilerOptions = {
  readonly checkout: string
  /** What will be run, absolute. All are one program: what they share is checked once. */
  readonly entries: readonly string[]
  /** Where the compiler may keep a file. */
  readonly folder: string
  readonly colour: boolean
}

/**
 * ts-node's compiler for one set of programs. It stays warm, so that after a change only what the change touches is checked again.
 * `compile` takes an absolute path and reads the file anew.
 */
export function createCompiler(options: CompilerOptions): { compile(path: string): Compiled } {
  const { checkout, entries, folder } = options
  const project = join(folder, 'tsconfig.json')
  const settings = { rootDir: checkout, typeRoots: [join(checkout, 'node_modules/@types')] }
  writeFileSync(project, JSON.stringify({ extends: join(checkout, 'tsconfig.json'), compilerOptions: settings, include: [], files: entries }))
  const service = create({ cwd: checkout, project, files: true, pretty: options.colour })
  const seen = new Map<string, number>()

  function run(path: string): Compiled {
    seen.set(path, statSync(path).mtimeMs)
    try {
      return { source: service.compile(readFileSync(path, 'utf8'), path) }
    } catch (error) {
      if (error instanceof TSError) return { fault: error.diagnosticText.trim() }
      throw error
    }
  }

  /** ts-node looks at a file again only when it compiles it, so what changed is shown to it before anything is checked against it. */
  function takeChanges(): void {
    for (const [path, mtime] of seen) {
      const now = statSync(path, { throwIfNoEntry: false })?.mtimeMs
      if (now === undefined) seen.delete(path)
      else if (now !== mtime) run(path)
    }
  }

  return {
    compile(path) {
      takeChanges()
      return run(path)
    },
  }
}
