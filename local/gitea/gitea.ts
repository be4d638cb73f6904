import type { Report } from '../cluster/node.ts'
import { nodeStatus } from '../cluster/node-status.ts'
import { componentServes } from '../cluster/serving.ts'
import type { Platform } from '../platform.ts'
import { ensureAccounts, ensureToken } from './accounts.ts'
import { connectCheckout, firstPush } from './checkout.ts'
import { ensureProtection } from './protection.ts'
import { ensureRepository, ensureWebhooks, isEmpty } from './repository.ts'
import { writeGiteaSettings } from './settings.ts'

/** What steps do: push, open pull requests, set statuses, read who may approve. */
const pipelineScopes = ['write:repository', 'write:issue', 'read:user', 'read:organization']

/**
 * Brings Gitea to where it serves the platform's repository: accounts, teams, tokens, webhooks, the first push, and the rules of main after it.
 * Returns the token with which Argo CD reads. Idempotent; what people changed in the repository is never touched.
 */
export async function ensureGitea(platform: Platform, report: Report): Promise<{ readToken: string }> {
  if (writeGiteaSettings(platform)) await restart(platform)
  await componentServes(platform, 'gitea', `http://127.0.0.1:${platform.ports.gitea}/api/healthz`)
  const api = await ensureAccounts(platform)
  await ensureRepository(api)
  await ensureToken(platform, 'pipeline', 'pipeline.token', pipelineScopes)
  const readToken = await ensureToken(platform, 'argocd', 'argocd-git.token', ['read:repository', 'read:user'])
  if (await isEmpty(api)) {
    report("pushing this checkout's HEAD as the platform's first main")
    await firstPush(platform)
  }
  await ensureProtection(api)
  await ensureWebhooks(platform, api)
  const commands = await connectCheckout(platform)
  if (commands.length > 0) report(`this checkout has commits that the platform's main has not; to bring them there:\n     ${commands.join('\n     ')}`)
  return { readToken }
}

/** Ends a running Gitea; the node's supervisor starts it again with what its settings say now. */
async function restart(platform: Platform): Promise<void> {
  const gitea = (await nodeStatus(platform)).components.find(({ name }) => name === 'gitea')
  if (gitea?.pid) process.kill(gitea.pid, 'SIGTERM')
}
