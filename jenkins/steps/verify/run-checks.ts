import type { Context } from '../step.ts'
import { checkDeclarations, checkLint, checkManifestsOf, checkTypes, checkUnitTests } from './checks.ts'
import type { Place } from './place.ts'
import type { Scope } from './scope.ts'

/** A check that found nothing wrong, in its own words. */
export type Done = { readonly said: string; readonly seconds: number }

/** The commit that is checked, and a repository that has it. */
export type Source = { readonly checkout: string; readonly commit: string }

/** Runs what the scope asks for, fast checks first. Throws the Failure of the first that finds something. */
export async function runChecks({ say, now }: Pick<Context, 'say' | 'now'>, place: Place, scope: Scope, source: Source): Promise<Done[]> {
  const checks = [
    ...(scope.code ? [() => checkTypes(place), () => checkLint(place)] : []),
    ...(scope.code || scope.manifests ? [() => checkDeclarations(source.checkout, source.commit)] : []),
    ...(scope.tests.length > 0 ? [() => checkUnitTests(place, scope.tests)] : []),
    ...(scope.manifests ? [() => checkManifestsOf(place)] : []),
  ]
  if (checks.length === 0) say('nothing to verify: neither code nor manifests changed')
  const done: Done[] = []
  for (const check of checks) {
    const began = now()
    const said = await check()
    const seconds = (now() - began) / 1_000
    say(`${said} (${seconds.toFixed(1)} s)`)
    done.push({ said, seconds })
  }
  return done
}
