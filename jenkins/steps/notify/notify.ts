import { Usage } from '../outcome.ts'
import type { Context } from '../step.ts'
import { type Notice, templates } from './templates.ts'

/**
 * Tells the webhook in JARI_NOTIFY_URL, in the form that JARI_NOTIFY_TEMPLATE names; nothing when there is none. The address is often
 * a secret itself, so it comes from the environment and is in no message. A webhook that does not answer is said and stops nothing:
 * what it would tell has happened.
 */
export async function notify({ settings, say, now }: Pick<Context, 'settings' | 'say' | 'now'>, notice: Omit<Notice, 'at'>): Promise<void> {
  const url = settings.optional('JARI_NOTIFY_URL')
  if (url === undefined) return
  const name = settings.optional('JARI_NOTIFY_TEMPLATE') ?? 'generic'
  if (!(name in templates)) throw new Usage(`JARI_NOTIFY_TEMPLATE is "${name}": there are ${Object.keys(templates).join(', ')}`)
  const body = JSON.stringify(templates[name as keyof typeof templates]({ ...notice, at: new Date(now()).toISOString() }))
  const answer = await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body, signal: AbortSignal.timeout(10_000) }).catch((error: Error) => ((error.cause as Error | undefined) ?? error).message)
  if (typeof answer === 'string' || !answer.ok) say(`the notification was not delivered: the webhook ${typeof answer === 'string' ? `does not answer (${answer})` : `answers ${answer.status}`}`)
}
