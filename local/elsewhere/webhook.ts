import { repositoryOf } from '../../jenkins/steps/forge/open.ts'
import { ask } from './check-services.ts'
import type { Given } from './given.ts'

type Hook = { readonly config: { readonly url: string } }

/** Tells Argo CD of every push, in the form of Gogs, which it understands. Returns why not when the token may not make webhooks. */
export async function ensureWebhook({ choice, tokens }: Given): Promise<'there' | 'made' | { readonly refused: string }> {
  const hooks = `${choice.forge}/api/v1/repos/${repositoryOf(choice.git)}/hooks`
  const headers = { authorization: `token ${tokens.forge}` }
  const url = `${choice.argocd}/api/webhook`
  const present = await ask(`${hooks}?limit=50`, headers)
  if (present instanceof Error) return { refused: present.message }
  if (present.status !== 200) return { refused: `${present.status} from ${new URL(hooks).pathname}` }
  if ((present.body as unknown as readonly Hook[]).some(({ config }) => config.url === url)) return 'there'
  const made = await ask(hooks, headers, { type: 'gogs', active: true, branch_filter: '*', events: ['push'], config: { url, content_type: 'json' } })
  if (made instanceof Error) return { refused: made.message }
  return made.status === 201 ? 'made' : { refused: `${made.status}: ${String(made.body.message ?? '')}` }
}
