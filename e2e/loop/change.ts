import { randomUUID } from 'node:crypto'
import { appendFile, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { approveChange } from '../../local/commands/approve-change.ts'
import type { Run } from '../../local/commands/state.ts'
import { readRuns } from '../../local/commands/state.ts'
import { asAccount } from '../../local/gitea/accounts.ts'
import { withoutProtection } from '../../local/gitea/protection.ts'
import type { TestPlatform } from '../platform.ts'

/** Brings the clone up to what machines have committed on main meanwhile. */
export async function catchUp({ git }: TestPlatform): Promise<void> {
  await git('fetch', '--quiet', 'platform', 'main')
  await git('rebase', '--quiet', 'FETCH_HEAD')
}

/** Commits everything in the clone as a person, proposes it by a push, and approves it as a release manager; returns the commit that main got by its merge (40 hex). */
export async function push(test: TestPlatform, subject: string): Promise<string> {
  const { number } = await propose(test, subject)
  const merged = await approveChange(test.platform, number)
  await catchUp(test)
  return merged
}

/** Commits everything in the clone as a person and opens a pull request by a push; returns its number and newest commit (40 hex). */
export async function propose(test: TestPlatform, subject: string): Promise<{ number: number; head: string }> {
  await commitAll(test, subject)
  await test.git('push', '--quiet', 'platform', 'HEAD:refs/for/main', '-o', `topic=${randomUUID()}`)
  const head = (await test.git('rev-parse', 'HEAD')).trim()
  const opened = await eventually(`the pull request of ${head}`, 30, async () => {
    const pulls = await asAccount(test.platform, 'developer').must<{ number: number; head: { sha: string } }[]>('GET', '/repos/jari/jari/pulls?state=open&limit=50')
    return pulls.find((pull) => pull.head.sha === head)
  })
  return { number: opened.number, head }
}

/** Commits everything in the clone as a person and pushes it to main with its rules lifted: for what nobody would approve, or while nobody can verify it. Returns the commit. */
export async function pushUnreviewed(test: TestPlatform, subject: string): Promise<string> {
  await commitAll(test, subject)
  return withoutProtection(asAccount(test.platform, 'jari-admin'), async () => {
    for (let attempt = 1; ; attempt++) {
      await catchUp(test)
      try {
        await test.git('push', '--quiet', 'platform', 'HEAD:main')
        return (await test.git('rev-parse', 'HEAD')).trim()
      } catch (error) {
        // a machine committed between fetch and push
        if (attempt === 5 || !/rejected|fetch first|cannot lock ref/.test((error as Error).message)) throw error
      }
    }
  })
}

async function commitAll({ git }: TestPlatform, subject: string): Promise<void> {
  await git('add', '--all')
  await git('commit', '--quiet', '--message', subject)
}

/** A line in a service that changes nothing but its image. */
export async function touch({ clone }: TestPlatform, service: string, text: string): Promise<void> {
  await appendFile(join(clone, 'apps', service, 'main.ts'), `// ${text}\n`)
}

/** Adds a patch to an overlay's kustomization (`target` and `operations` are YAML in flow style) and writes what it then renders to. */
export async function patch(test: TestPlatform, environment: string, target: string, operations: string): Promise<void> {
  const file = join(test.clone, 'gitops/overlays', environment, 'kustomization.yaml')
  const text = await readFile(file, 'utf8')
  await writeFile(file, text.replace(/^patches:\n/m, `patches:\n- target: ${target}\n  patch: '${operations}'\n`))
  await test.jari('render', '--env', environment)
}

/** Points an environment's link at a release, whether or not it exists. */
export async function link({ clone }: TestPlatform, environment: string, release: string): Promise<void> {
  const file = join(clone, 'gitops/overlays', environment, 'release')
  await rm(file)
  await symlink(`../../releases/${release}`, file)
}

/** Takes an environment's overlay, and what it renders to, back to how a commit had them. */
export async function restore({ git }: TestPlatform, environment: string, commit: string): Promise<void> {
  const folders = [`gitops/overlays/${environment}`, `gitops/rendered/${environment}`]
  await git('rm', '-r', '--quiet', '--force', ...folders)
  await git('checkout', '--quiet', commit, '--', ...folders)
}

/** Waits for the end of the pipeline's run of a commit. Rejects after `minutes`. */
export async function runOf({ platform }: TestPlatform, commit: string, minutes = 10): Promise<Run> {
  const until = Date.now() + minutes * 60_000
  for (;;) {
    const runs = await readRuns(platform)
    const run = runs.findLast((one) => one.commit === commit)
    if (run && run.result !== 'running') return run
    if (Date.now() > until) throw new Error(`no run of ${commit} ended within ${minutes} min; runs: ${JSON.stringify(runs.map(({ number, commit: of, result, stage }) => ({ number, of, result, stage })))}`)
    await sleep(300)
  }
}

/** Repeats `look` until it returns something; rejects with `what` after `seconds`. */
export async function eventually<T>(what: string, seconds: number, look: () => Promise<T | undefined | false>): Promise<T> {
  const until = Date.now() + seconds * 1000
  let last: unknown
  for (;;) {
    try {
      const found = await look()
      if (found !== undefined && found !== false) return found
    } catch (error) {
      last = error
    }
    if (Date.now() > until) throw new Error(`${what}: not within ${seconds} s`, { cause: last })
    await sleep(300)
  }
}
