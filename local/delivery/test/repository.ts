import { execFile } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { promisify } from 'node:util'
import { machineFiles } from '../../gitea/protection.ts'
import type { TestGitea } from './gitea.ts'

const run = promisify(execFile)

/** A clone of the platform's repository as the pipeline has it. */
export type TestRepository = {
  /** Moves prod's link on a branch of its own with what prod would get, and opens the pull request. Returns its number and head. */
  promote(release: string, rendered: Readonly<Record<string, string>>, verb?: 'promote' | 'rollback'): Promise<{ number: number, head: string }>
  /** Opens a pull request of the developer's with these files. */
  propose(subject: string, files: Readonly<Record<string, string>>): Promise<{ number: number, head: string }>
  /** Closes a pull request without merging it. */
  close(number: number): Promise<void>
  /** Adds a commit to a promotion that is open already. */
  amend(release: string, rendered: Readonly<Record<string, string>>): Promise<string>
  report(head: string, context: string, state: string, description: string): Promise<void>
  /** How many approvals main requires. */
  requireApprovals(count: number): Promise<void>
  /** What is on main now: the target of prod's link and who wrote the last commit. */
  main(): Promise<{ link: string, committer: string, head: string }>
  /** Runs git in the clone, which has main as it is now. */
  onMain(...args: string[]): Promise<string>
  remove(): Promise<void>
}

/** `from`: a repository whose main and notes it begins with; `statuses`: what main requires of a pull request. */
export type Beginning = { readonly from?: string, readonly statuses?: readonly string[] }

/** Makes organisation, team, repository and the rule of main (one approval, required statuses), as the platform does; `admin` is the first user. */
export async function createRepository(gitea: TestGitea, admin: string, pipeline: string, manager: string, developer: string, { from, statuses = ['jari/gates'] }: Beginning = {}): Promise<TestRepository> {
  const api = gitea.as(admin)
  await api.json('/orgs', { method: 'POST', body: { username: 'jari', visibility: 'private' } })
  await api.json('/orgs/jari/repos', { method: 'POST', body: { name: 'jari', private: true, default_branch: 'main' } })
  await team('writers', [pipeline, developer])
  await team('release-managers', [manager])
  async function team(name: string, members: readonly string[]) {
    const { id } = await api.json<{ id: number }>('/orgs/jari/teams', { method: 'POST', body: { name, permission: 'write', units: ['repo.code', 'repo.pulls', 'repo.issues'], includes_all_repositories: true } })
    for (const member of members) await api.text(`/teams/${id}/members/${member}`, { method: 'PUT' })
  }
  const folder = await mkdtemp(join(tmpdir(), 'jari-clone-'))
  const git = async (...args: string[]) => (await run('git', ['-c', 'user.name=pipeline', '-c', 'user.email=pipeline@jari.invalid', ...args], { cwd: folder })).stdout.trim()
  const remote = gitea.url.replace('http://', `http://${pipeline}:${gitea.passwords.get(pipeline)}@`)
  const write = async (path: string, content: string) => {
    await mkdir(dirname(join(folder, path)), { recursive: true })
    await writeFile(join(folder, path), content)
  }
  const link = async (release: string) => {
    await rm(join(folder, 'gitops/overlays/prod/release'), { force: true })
    await mkdir(join(folder, 'gitops/overlays/prod'), { recursive: true })
    await symlink(`../../releases/${release}`, join(folder, 'gitops/overlays/prod/release'))
  }
  const commit = async (subject: string) => {
    await git('add', '--all')
    await git('commit', '--quiet', '--allow-empty', '-m', subject)
    return git('rev-parse', 'HEAD')
  }
  const render = async (rendered: Readonly<Record<string, string>>) => {
    for (const [name, content] of Object.entries(rendered)) await write(`gitops/rendered/prod/${name}`, content)
  }

  await git('init', '--quiet', '-b', 'main')
  await git('remote', 'add', 'origin', `${remote}/jari/jari.git`)
  if (from === undefined) {
    await link('0000-none')
    await write('gitops/overlays/prod/environment.yaml', 'data: {name: prod}\n')
    await commit('Begin')
  } else {
    await git('fetch', '--quiet', from, 'main', '+refs/notes/*:refs/notes/*')
    await git('reset', '--quiet', '--hard', 'FETCH_HEAD')
    await git('push', '--quiet', 'origin', 'refs/notes/*:refs/notes/*')
  }
  await git('push', '--quiet', 'origin', 'main')
  await api.json('/repos/jari/jari/branch_protections', {
    method: 'POST',
    body: {
      rule_name: 'main', enable_push: false, unprotected_file_patterns: machineFiles.join(';'), required_approvals: 1, dismiss_stale_approvals: true, enable_status_check: true, status_check_contexts: statuses,
      enable_merge_whitelist: true, merge_whitelist_usernames: [manager], block_admin_merge_override: true,
    },
  })

  /** Gitea takes note of a pushed branch after the push is answered. */
  async function known(branch: string, head: string) {
    const branches = () => gitea.as(pipeline).json<{ name: string, commit: { id: string } }[] | null>('/repos/jari/jari/branches')
    while (!(await branches() ?? []).some(({ name, commit }) => name === branch && commit.id === head)) await wait(50)
  }

  /** A pull request follows its branch some time after the push is answered. */
  async function followed(branch: string, head: string) {
    const pulls = () => gitea.as(pipeline).json<{ head: { ref: string, sha: string } }[] | null>('/repos/jari/jari/pulls?state=open')
    while (!(await pulls() ?? []).some((pull) => pull.head.ref === branch && pull.head.sha === head)) await wait(50)
  }

  return {
    async promote(release, rendered, verb = 'promote') {
      await git('fetch', '--quiet', 'origin')
      await git('checkout', '--quiet', '-B', `${verb}/prod/${release}`, 'origin/main')
      await link(release)
      await render(rendered)
      const head = await commit(`Promote ${release} to prod\n\nJari-Edit: ${verb === 'rollback' ? 'rollback' : 'propose'}-prod-${release}-${randomBytes(4).toString('hex')}\nJari-Release: ${release}\nJari-Environment: prod`)
      await git('push', '--quiet', 'origin', 'HEAD')
      await known(`${verb}/prod/${release}`, head)
      const { number } = await gitea.as(pipeline).json<{ number: number }>('/repos/jari/jari/pulls', {
        method: 'POST', body: { title: `Promote ${release} to prod`, body: `## Changes\n\n- order: faster\n`, head: `${verb}/prod/${release}`, base: 'main' },
      })
      return { number, head }
    },
    async propose(subject, files) {
      const branch = `change-${randomBytes(4).toString('hex')}`
      await git('fetch', '--quiet', 'origin')
      await git('checkout', '--quiet', '-B', branch, 'origin/main')
      for (const [path, content] of Object.entries(files)) await write(path, content)
      const head = await commit(subject)
      await git('push', '--quiet', 'origin', 'HEAD')
      await known(branch, head)
      const { number } = await gitea.as(developer).json<{ number: number }>('/repos/jari/jari/pulls', { method: 'POST', body: { title: subject, body: 'Because **guests** asked.', head: branch, base: 'main' } })
      return { number, head }
    },
    async close(number) {
      await gitea.as(pipeline).json(`/repos/jari/jari/pulls/${number}`, { method: 'PATCH', body: { state: 'closed' } })
    },
    async amend(release, rendered) {
      await git('checkout', '--quiet', `promote/prod/${release}`)
      await render(rendered)
      const head = await commit('Render again')
      await git('push', '--quiet', 'origin', 'HEAD')
      await followed(`promote/prod/${release}`, head)
      return head
    },
    async report(head, context, state, description) {
      await gitea.as(pipeline).json(`/repos/jari/jari/statuses/${head}`, { method: 'POST', body: { context, state, description } })
    },
    async requireApprovals(count) {
      await api.json('/repos/jari/jari/branch_protections/main', { method: 'PATCH', body: { required_approvals: count } })
    },
    async main() {
      await git('fetch', '--quiet', 'origin')
      return {
        link: await git('cat-file', '-p', 'origin/main:gitops/overlays/prod/release'),
        committer: await git('log', '-1', '--format=%an', 'origin/main'),
        head: await git('rev-parse', 'origin/main'),
      }
    },
    async onMain(...args) {
      await git('fetch', '--quiet', 'origin')
      return git(...args)
    },
    async remove() {
      await rm(folder, { recursive: true, force: true })
    },
  }
}
