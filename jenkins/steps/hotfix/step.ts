import { openForge } from '../forge/open.ts'
import { migrationsBetween } from '../gates/schema.ts'
import { mainTip } from '../git/main.ts'
import { changedFiles, commitOf, isAncestor } from '../git/read.ts'
import { environmentAt, installationAt, releaseRunning } from '../gitops/environments.ts'
import { findRelease, type Release, releasesAt } from '../gitops/releases.ts'
import { route } from '../gitops/route.ts'
import { forget, leave, type Plan } from '../handoff.ts'
import { buildImages } from '../image/step.ts'
import { notify } from '../notify/notify.ts'
import { Failure, Refusal, Usage } from '../outcome.ts'
import { changesIn } from '../release/changelog.ts'
import { type Cut, cutEdit, type CutResult, covering, fixId } from '../release/cut.ts'
import { retentionOf } from '../release/step.ts'
import { type Context, defineStep } from '../step.ts'
import { verifyCommit } from '../verify/commit.ts'
import { contractsAt } from '../workspace/contracts.ts'
import { servicesAt, workspacesAt } from '../workspace/packages.ts'
import { touchedBy } from '../workspace/touched.ts'
import { remoteOf } from '../writer/remote.ts'
import { write } from '../writer/writer.ts'
import { hotfixSource } from './source.ts'

const last = route.at(-1)!.environment

/** What looks at the fixed source before anything is built of it. */
export type Verify = (context: Context, base: string, commit: string) => Promise<unknown>

/** The step, with what verifies the fix. */
export const hotfixStep = (verify: Verify) => defineStep({
  options: { pick: { type: 'string', multiple: true }, env: { type: 'string' }, 'dry-run': { type: 'boolean' } },
  async run(context, { pick: asked = [], env = last, 'dry-run': dryRun = false }) {
    const { checkout, settings, say, now } = context
    if (asked.length === 0) throw new Usage('--pick is missing: which commit is the fix')
    const tip = await mainTip(checkout, settings)
    await environmentAt(checkout, tip, env)
    const releases = await releasesAt(checkout, tip)
    const running = releaseOr(releases, await releaseRunning(checkout, tip, env), env)
    const picks = await Promise.all(asked.map(async (pick) => await commitOf(checkout, pick) ?? unknown(pick)))
    const contained: string[] = []
    for (const pick of picks) if (running.hotfix?.picks.includes(pick) || (await isAncestor(checkout, pick, running.sourceCommit))) contained.push(`${running.id}, which ${env} runs, contains ${pick.slice(0, 7)} already`)
    if (contained.length > 0) throw new Refusal('there is nothing to fix', contained)
    const hotfix = { of: running.id, picks: [...(running.hotfix?.picks ?? []), ...picks] }
    if (dryRun) {
      const id = fixId(releases, running.id, '0'.repeat(40)).split('-')[0]
      say(`${id} would be ${running.id}, which ${env} runs, with ${picks.map((pick) => pick.slice(0, 7)).join(', ')}, and dev would move to it`)
      return { outcome: 'would-cut', of: running.id, picks }
    }
    const by = await openForge(settings).user()
    const sourceCommit = await hotfixSource({ ...remoteOf(checkout, settings), checkout }, running.sourceCommit, picks)
    say(`verifying ${sourceCommit.slice(0, 7)}: ${running.id} with ${picks.map((pick) => pick.slice(0, 7)).join(', ')}`)
    await verify(context, running.sourceCommit, sourceCommit)
    const plan = await planOfFix(checkout, running, sourceCommit)
    await forget(checkout, ['plan', 'images', 'release'])
    await leave(checkout, 'plan', plan)
    const images = await buildImages(context, plan)
    const cut: Cut = {
      sourceCommit, images, hotfix, by,
      rebuilt: plan.services,
      changes: await changesIn(checkout, `${running.sourceCommit}..${sourceCommit}`, sourceCommit),
      migrations: await migrationsBetween(checkout, running, { sourceCommit, images }),
      contracts: await contractsAt(checkout, sourceCommit),
      createdAt: new Date(now()).toISOString(),
      registry: (await installationAt(checkout, sourceCommit)).registry,
      retention: await retentionOf(checkout, settings),
    }
    const result: Partial<CutResult> = {}
    const written = await write(remoteOf(checkout, settings), cutEdit(checkout, cut, result))
    const { outcome, id } = written.outcome === 'already' ? await landed(context, sourceCommit) : (result as CutResult)
    await leave(checkout, 'release', { id })
    say(`${outcome === 'cut' ? `release ${id}, dev moves to it (${written.commit.slice(0, 7)})` : `release ${id} is there already`}: ${running.id} with ${picks.map((pick) => pick.slice(0, 7)).join(', ')}`)
    for (const line of nextCommands(id)) say(`  ${line}`)
    if (outcome === 'cut') await notify(context, { event: 'hotfix', environment: env, release: id, from: running.id, by, text: `${id} fixes ${running.id} for ${env}` })
    return { outcome, release: id, of: running.id, picks: hotfix.picks, sourceCommit, rebuilt: plan.services, commit: written.commit }
  },
})

export const step = hotfixStep(verifyCommit)

/** What to do next: the same way as any release goes. */
const nextCommands = (id: string) => route.flatMap(({ environment, from, byPullRequest }) => [
  ...(from === undefined ? [] : [`npx jari promote --to ${environment} --release ${id}`]),
  ...(byPullRequest ? [] : [`npx jari await-healthy --env ${environment} && npx jari smoke --env ${environment}`]),
])

/** The plan of a fix: what it touches against the release that it fixes, whose other images are kept. */
async function planOfFix(checkout: string, running: Release, commit: string): Promise<Plan> {
  const files = await changedFiles(checkout, running.sourceCommit, commit)
  const services = await servicesAt(checkout, commit)
  const { services: touched } = touchedBy(files, services, await workspacesAt(checkout, commit), () => ['its packages'])
  const why = Object.fromEntries([...touched].map(([service, causes]) => [service, [...causes]]))
  return { commit, baseRelease: running.id, sinceCommit: running.sourceCommit, baseImages: running.images, services: [...touched.keys()], why, environments: [], nothing: false, botOnly: false }
}

async function landed({ checkout, settings }: Context, commit: string): Promise<CutResult> {
  const found = await covering(checkout, await releasesAt(checkout, await mainTip(checkout, settings)), commit)
  if (found === undefined) throw new Failure(`the release of ${commit.slice(0, 7)} was made but is not on main any more`)
  return found
}

function releaseOr(releases: readonly Release[], id: string, env: string): Release {
  if (!releases.some((release) => release.id === id)) throw new Failure(`${env} runs no release yet: there is nothing to fix`)
  return findRelease(releases, id)
}

function unknown(pick: string): never {
  throw new Usage(`there is no commit "${pick}" here: fetch it first`)
}
