import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { isUp, signalBackground, startBackground, stopBackground } from '../background.ts'
import { nodeStatus } from '../cluster/node.ts'
import { startCluster } from '../cluster/start.ts'
import { readChoice } from '../elsewhere/choice.ts'
import { installGroovy } from '../pipeline/install.ts'
import type { Platform } from '../platform.ts'
import { paths, portNames } from '../platform.ts'
import { install, missing, platformPackages, whyNot } from '../prerequisites.ts'
import { withLock } from '../process.ts'
import { Progress } from '../progress.ts'
import { ensureTools } from '../tools/ensure.ts'
import { checkPorts } from '../ports.ts'
import { approveAsManager, prodRelease } from './approve.ts'
import { becomeHealthy, followRun } from './follow-run.ts'
import { deliveryState, readRuns } from './state.ts'
import { startOn } from './start-on.ts'

/** `npm start`: the whole platform on this machine; with `--context` on a cluster, registry and forge that the user has, and so again on a state folder that has been started so. */
export async function start(platform: Platform, args: string[]): Promise<number> {
  const { values } = parseArgs({ args, options: { context: { type: 'string' }, registry: { type: 'string' }, git: { type: 'string' } } })
  const lock = join(paths(platform).run, 'start.lock')
  const taken = ({ pid }: { pid: number }) => new Error(`npm start is already running (process ${pid}) for ${platform.state}. Wait for it, or end it with npm stop.`)
  return withLock(lock, taken, async () => {
    if (values.context || values.registry || values.git || readChoice(platform)) return startOn(platform, values)
    return startHere(platform)
  })
}

async function startHere(platform: Platform): Promise<number> {
  const began = Date.now()
  const progress = new Progress(platform)
  const node = await nodeStatus(platform)
  const up = { daemon: await isUp(platform, 'daemon'), preview: await isUp(platform, 'preview'), node: node.running }
  await checkPorts(platform, portNames.filter((name) => name === 'dev' || (name === 'preview' ? up.preview : name === 'delivery' ? up.daemon : up.node)))

  const deployed = await rememberedAsDeployed(platform)
  if (!deployed) {
    await progress.phase('preview', 10, async () => startBackground(platform, 'preview').then((result) => (result === 'started' ? undefined : result)))
    progress.say(`   preview, not deployed: http://localhost:${platform.ports.preview} (ends when the platform is up; its data is not carried over)`)
  }
  const obstacle = await whyNot()
  if (obstacle) {
    progress.say(`\nThe preview stays up (npm stop ends it). ${obstacle}`)
    return 0
  }

  await progress.phase('Debian packages', 90, async () => {
    const absent = await missing(platformPackages)
    await install(absent, (line) => progress.say(line))
    return absent.length === 0 ? 'nothing to do' : `${absent.length} installed`
  })
  await ensureTools(platform, 'start', progress)
  await progress.phase('pipeline engine', 10, async () => void (await installGroovy(platform.cache)))
  await startCluster(platform, progress)
  await progress.phase('delivery page and pipeline', 3, async () => startBackground(platform, 'daemon').then((result) => (result === 'started' ? undefined : result)))
  progress.say(`   delivery page: http://localhost:${platform.ports.delivery}`)

  if ((await prodRelease(platform)) === '0000-none') await firstRelease(platform, progress)
  await progress.phase('three Healthy environments', 20, () => becomeHealthy(platform, ['dev', 'staging', 'prod']))
  if (await isUp(platform, 'preview')) {
    await stopBackground(platform, 'preview')
    progress.say('   the preview has ended: the real thing is up')
  }
  await summary(platform, progress, Date.now() - began)
  return 0
}

/** Whether an earlier start has brought a release to prod on this state folder: then no preview is needed. */
async function rememberedAsDeployed(platform: Platform): Promise<boolean> {
  return (await readRuns(platform)).some(({ result }) => result === 'success')
}

/** Waits for the first run of the Jenkinsfile, approves the promotion to prod as the release manager, and waits for prod's run. */
async function firstRelease(platform: Platform, progress: Progress): Promise<void> {
  const last = (await readRuns(platform)).at(-1)
  const again = last?.result === 'failure'
  if (again) await signalBackground(platform, 'daemon', 'SIGUSR1')
  const first = await followRun(platform, progress, 'pipeline', 300, again ? last.number : 0)
  await progress.phase('promotion to prod', 5, async () => {
    const release = await approveAsManager(platform)
    return `${release} approved as the user release-manager: only on this very first run; later ones wait for a person`
  })
  await followRun(platform, progress, 'prod', 60, first.number)
}

async function summary(platform: Platform, progress: Progress, milliseconds: number): Promise<void> {
  const { environments } = await deliveryState(platform)
  const { secrets } = paths(platform)
  progress.say('')
  for (const { name, url, release } of environments) progress.say(`  ${name.padEnd(9)} ${url}  (${release})`)
  progress.say(`  delivery  http://localhost:${platform.ports.delivery}   sign in as release-manager: password in ${join(secrets, 'release-manager.password')}`)
  progress.say(`  git       propose with: git push platform HEAD:refs/for/main -o topic=NAME   (as developer; npm run approve -- NUMBER merges it; Gitea: http://localhost:${platform.ports.gitea})`)
  progress.say(`  staff     sign in as owner on an environment's page: password in ${join(secrets, 'demo-staff.password')}`)
  progress.say(`\n  ${(milliseconds / 1000).toFixed(0)} s in all. npm run status, npm run logs -- order, npm stop`)
  await rm(join(paths(platform).run, 'preview.pid'), { force: true })
}
