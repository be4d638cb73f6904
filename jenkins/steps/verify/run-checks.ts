import type { Context } from '../step.ts'
import { checkDeclarations, checkLint, checkManifestsOf, checkTypes, checkUnitTests } from './checks.ts'
import type { Place } from './place.ts'
import { keyOf, memoryOf, ownRules } from './remembered.ts'
import type { Scope } from './scope.ts'

/** A check that found nothing wrong, in its own words. */
export type Done = { readonly said: string; readonly seconds: number }

/** The commit that is checked, and a repository that has it. */
export type Source = { readonly checkout: string; readonly commit: string }

/**
 * A check; `name` and the commit's files decide its result, so that it need not run again on the same: a pull request and its merge. What
 * machines write is no matter to most checks.
 */
type Check = { readonly name?: readonly string[]; readonly ofMachinesToo?: boolean; readonly run: () => Promise<string> }

/**
 * Runs what the scope asks for, fast checks first; what passed on the same files before is not run again. Throws the Failure of the first
 * that finds something.
 */
export async function runChecks({ say, now, settings }: Pick<Context, 'say' | 'now' | 'settings'>, place: Place, scope: Scope, source: Source): Promise<Done[]> {
  const { checkout, commit } = source
  const memory = memoryOf(settings)
  const checks: Check[] = [
    ...(scope.code ? [{ name: ['types'], run: () => checkTypes(place) }, { name: ['lint'], run: () => checkLint(place) }] : []),
    ...(scope.code || scope.manifests ? [{ run: () => checkDeclarations(checkout, commit) }] : []),
    ...(scope.tests.length > 0 ? [{ name: ['unit', ...scope.tests], run: () => checkUnitTests(place, scope.tests) }] : []),
    ...(scope.manifests ? [{ name: ['manifests', await ownRules()], ofMachinesToo: true, run: () => checkManifestsOf(place) }] : []),
  ]
  if (checks.length === 0) say('nothing to verify: neither code nor manifests changed')
  const done: Done[] = []
  for (const check of checks) {
    const began = now()
    const said = await once(check)
    const seconds = (now() - began) / 1_000
    say(`${said} (${seconds.toFixed(1)} s)`)
    done.push({ said, seconds })
  }
  return done

  async function once({ name, ofMachinesToo = false, run }: Check): Promise<string> {
    const key = name && (await keyOf(checkout, commit, name, ofMachinesToo))
    const before = key && (await memory.recall(key))
    if (before) return `${before}, as before`
    const said = await run()
    if (key) await memory.keep(key, said)
    return said
  }
}
