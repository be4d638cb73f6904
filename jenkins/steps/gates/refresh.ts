import type { Context } from '../step.ts'
import { evaluateOpen } from './evaluate.ts'

/**
 * Asks the gates of open pull requests again after something changed that they look at. Where Argo CD's address is not given (a hold
 * made by hand), that is left to whoever asks every five minutes.
 */
export async function refreshGates(context: Context): Promise<void> {
  const { settings, say } = context
  if ((['JARI_FORGE', 'ARGOCD_SERVER', 'ARGOCD_TOKEN'] as const).some((name) => settings.optional(name) === undefined)) {
    say('the gates of open promotions are asked again within five minutes')
    return
  }
  for (const { number, environment, state, description } of await evaluateOpen(context, false)) if (environment !== undefined) say(`#${number}: ${state}: ${description}`)
}
