import { join } from 'node:path'
import { inNode } from '../cluster/layout.ts'
import { secretFile } from '../cluster/secret-file.ts'
import { paths, type Platform } from '../platform.ts'
import type { GiteaApi } from './api.ts'

const repository = '/repos/jari/jari'

/** What members of a team may do with the repository. Units that machines and people here do not use stay off. */
const units = ['repo.code', 'repo.pulls', 'repo.issues', 'repo.releases']

const teams = {
  developers: { description: 'People and the pipeline: push and open pull requests', members: ['developer', 'release-manager', 'pipeline'] },
  'release-managers': { description: 'May approve what goes to prod', members: ['release-manager'] },
} as const

/** Makes organisation, teams and the repository where they are missing. */
export async function ensureRepository(api: GiteaApi): Promise<void> {
  if ((await api.ask('GET', '/orgs/jari')).status === 404) await api.must('POST', '/orgs', { username: 'jari', full_name: 'Jari', visibility: 'private' })
  if ((await api.ask('GET', repository)).status === 404) await api.must('POST', '/orgs/jari/repos', { name: 'jari', private: true, default_branch: 'main', auto_init: false })
  const present = await api.must<{ id: number; name: string }[]>('GET', '/orgs/jari/teams?limit=50')
  for (const [name, { description, members }] of Object.entries(teams)) {
    const settings = { name, description, permission: 'write', units, includes_all_repositories: true, can_create_org_repo: false }
    const team = present.find((one) => one.name === name) ?? (await api.must<{ id: number }>('POST', '/orgs/jari/teams', settings))
    for (const member of members) await api.must('PUT', `/teams/${team.id}/members/${member}`)
  }
  await api.must('PUT', `${repository}/collaborators/argocd`, { permission: 'read' })
}

type Hook = { readonly id: number; readonly type: string; readonly config: { readonly url: string } }

/** Tells Argo CD (which understands the form of Gogs) and the pipeline of every push; the pipeline of pull requests too. */
export async function ensureWebhooks(platform: Platform, api: GiteaApi): Promise<void> {
  // Made by whoever needs it first; the pipeline checks signatures with it.
  const secret = secretFile(join(paths(platform).secrets, 'webhook.secret'))
  const wanted = [
    { type: 'gogs', events: ['push'], config: { url: `http://127.0.0.1:${inNode.argocd}/api/webhook`, content_type: 'json' } },
    { type: 'gitea', events: ['push', 'pull_request', 'pull_request_review_approved', 'pull_request_review_rejected', 'pull_request_sync'], config: { url: `http://127.0.0.1:${inNode.webhook}/`, content_type: 'json', secret } },
  ]
  const present = await api.must<Hook[]>('GET', `${repository}/hooks`)
  for (const hook of wanted) if (!present.some(({ config }) => config.url === hook.config.url)) await api.must('POST', `${repository}/hooks`, { ...hook, active: true, branch_filter: '*' })
}

/** Whether nothing has been pushed yet. */
export async function isEmpty(api: GiteaApi): Promise<boolean> {
  return (await api.must<{ empty: boolean }>('GET', repository)).empty
}
