import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { AnyStep } from './step.ts'

const here = import.meta.dirname

/** The steps there are: every folder here that holds a step.ts. Adding one edits no other file. */
export function stepNames(): string[] {
  return readdirSync(here, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && existsSync(join(here, entry.name, 'step.ts')))
    .map((entry) => entry.name)
    .toSorted()
}

/** The step of that name. */
export async function loadStep(name: string): Promise<AnyStep> {
  const module = (await import(`./${name}/step.ts`)) as { step: AnyStep }
  return module.step
}

/** Its help text; the first line is its one-line summary. */
export function helpOf(name: string): string {
  return readFileSync(join(here, name, 'help.txt'), 'utf8')
}
