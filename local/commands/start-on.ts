import { join } from 'node:path'
import { isUp, signalBackground, startBackground } from '../background.ts'
import { writeSecret } from '../cluster/secret-file.ts'
import { clusterFaults } from '../elsewhere/check-cluster.ts'
import { mayWrite, serviceFaults } from '../elsewhere/check-services.ts'
import { asCommand, readChoice, writeChoice } from '../elsewhere/choice.ts'
import { applyPlatform, ensureRepositoryCredential, ensureSecrets } from '../elsewhere/connect.ts'
import { takeGiven, tokenFiles, type Flags, type Given } from '../elsewhere/given.ts'
import { findKubectl, kubectlOf, type Kubectl } from '../elsewhere/kubectl.ts'
import { installPackages, machineFaults, neededImages, neededTools } from '../elsewhere/prepare.ts'
import { firstPush, hostsOf, withMain, writeInstallation } from '../elsewhere/repository.ts'
import { ensureWebhook } from '../elsewhere/webhook.ts'
import { ensureImages } from '../images/images.ts'
import { installGroovy } from '../pipeline/install.ts'
import type { Platform } from '../platform.ts'
import { paths } from '../platform.ts'
import { isFree } from '../ports.ts'
import { Progress } from '../progress.ts'
import { ensureTools } from '../tools/ensure.ts'
import { becomeHealthy, followRun } from './follow-run.ts'
import { deliveryState, readRuns } from './state.ts'

/** `npm start -- --context NAME --registry HOST --git URL`: the same steps on a cluster, registry and forge that the user has. See docs/your-own-cluster.md. */
export async function startOn(platform: Platform, flags: Flags): Promise<number> {
  const began = Date.now()
  const progress = new Progress(platform)
  const kept = readChoice(platform)
  if (kept && !flags.context && !flags.registry && !flags.git) progress.say(`This state folder (${platform.state}) is for a cluster that you have: ${asCommand(kept)}`)
  const { given, faults } = takeGiven(platform, flags, process.env)
  const early = await findKubectl(platform)
  await progress.phase('what is needed', 5, async () => refuse([...faults, ...(await faultsOf(platform, given, early))]))
  remember(platform, given)

  await progress.phase('Debian packages', 60, () => installPackages((line) => progress.say(line)))
  const bin = await ensureTools(platform, neededTools, progress)
  const kubectl = await kubectlOf(platform, join(bin, 'kubectl'), given.choice)
  if (early === undefined) await progress.phase('the cluster', 5, async () => refuse(await clusterFaults(kubectl, given.choice)))
  await progress.phase('pipeline engine', 10, async () => void (await installGroovy(platform.cache)))
  await progress.phase('base images', 60, async () => void (await ensureImages(platform, (line) => progress.say(`   ${line}`), { registry: given.choice.registry, names: neededImages })))
  await progress.phase('repository', 5, () => prepareRepository(platform, given, progress))
  await progress.phase('cluster', 10, () => prepareCluster(platform, given, kubectl, progress))
  await progress.phase('delivery page and pipeline', 3, async () => startBackground(platform, 'daemon').then((result) => (result === 'started' ? undefined : result)))
  progress.say(`   delivery page: http://localhost:${platform.ports.delivery}`)

  await firstRun(platform, progress)
  await progress.phase('dev and staging Healthy', 20, () => becomeHealthy(platform, ['dev', 'staging']))
  await summary(platform, given, progress, Date.now() - began)
  return 0
}

/** Every fault that can be found before anything is changed; the cluster's only when there is a kubectl already. */
async function faultsOf(platform: Platform, given: Given, kubectl: string | undefined): Promise<string[]> {
  const busy = !(await isUp(platform, 'daemon')) && !(await isFree(platform.ports.delivery))
  const found = await Promise.all([
    busy ? [`JARI_PORT: 127.0.0.1 port ${platform.ports.delivery} (delivery page) is taken by another program`] : [],
    machineFaults(platform),
    serviceFaults(given),
    kubectl === undefined || given.choice.context === '' ? [] : kubectlOf(platform, kubectl, given.choice).then((run) => clusterFaults(run, given.choice)),
  ])
  return found.flat()
}

function refuse(faults: readonly string[]): void {
  if (faults.length > 0) throw new Error([`${faults.length === 1 ? 'One thing keeps' : `${faults.length} things keep`} this start from your cluster; nothing was changed (docs/your-own-cluster.md):`, ...faults.map((fault) => `  - ${fault}`)].join('\n'))
}

/** Keeps the choice, and the tokens where the steps and the delivery page take them from. */
function remember(platform: Platform, { choice, tokens }: Given): void {
  writeChoice(platform, choice)
  for (const name of ['forge', 'argocd'] as const) writeSecret(join(paths(platform).secrets, tokenFiles[name]), tokens[name])
}

async function prepareRepository(platform: Platform, given: Given, progress: Progress): Promise<string> {
  const { git, registry } = given.choice
  const done: string[] = []
  if (await firstPush(platform, given)) done.push("this checkout's HEAD is the first main")
  if (await writeInstallation(platform, given)) done.push(`one commit names ${git} and ${registry}`)
  const webhook = await ensureWebhook(given)
  if (typeof webhook === 'object') progress.say(`   no webhook for Argo CD (${webhook.refused}): it sees pushes by itself, within three minutes unless a step asks`)
  progress.say('   the pipeline finds pushes by asking every 30 s: the forge does not reach this machine')
  return done.join(', ') || 'nothing to do'
}

async function prepareCluster(platform: Platform, given: Given, kubectl: Kubectl, progress: Progress): Promise<string> {
  const made = await ensureSecrets(platform, kubectl)
  const credential = await ensureRepositoryCredential(kubectl, given, process.env.JARI_READ_TOKEN)
  if (credential === 'made with the token that writes') progress.say('   Argo CD reads the repository with JARI_FORGE_TOKEN, which may also write; give one that may only read as JARI_READ_TOKEN and start again')
  if (await mayWrite(given)) progress.say('   ARGOCD_TOKEN may change applications: an account with role:readonly is enough')
  const applied = await withMain(platform, given, async (folder) => {
    writeChoice(platform, { ...given.choice, hosts: await hostsOf(folder) })
    return applyPlatform(kubectl, folder)
  })
  const done = [made.length > 0 ? `${made.length} Secrets made` : '', credential.startsWith('made') ? "Argo CD's credential made" : '', applied ? 'platform applied' : '']
  return done.filter(Boolean).join(', ') || 'nothing to do'
}

/** Waits for the first run of the Jenkinsfile, unless one has succeeded before; a failed one is run again. */
async function firstRun(platform: Platform, progress: Progress): Promise<void> {
  const runs = await readRuns(platform)
  if (runs.some(({ result }) => result === 'success')) return
  const last = runs.at(-1)
  const again = last?.result === 'failure'
  if (again) await signalBackground(platform, 'daemon', 'SIGUSR1')
  await followRun(platform, progress, 'pipeline', 300, again ? last.number : 0)
}

async function summary(platform: Platform, { choice }: Given, progress: Progress, milliseconds: number): Promise<void> {
  const { environments, promotion } = await deliveryState(platform)
  progress.say('')
  for (const { name, url, release } of environments) progress.say(`  ${name.padEnd(9)} ${url}  (${release || 'nothing yet'})`)
  progress.say(`  delivery  http://localhost:${platform.ports.delivery}   members of the team release-managers approve here`)
  progress.say(`  git       push to ${choice.git} main; Argo CD: ${choice.argocd}`)
  progress.say(`  staff     sign in as owner on an environment's page: kubectl --context ${choice.context} -n jari-dev get secret demo -o jsonpath='{.data.staff-password}' | base64 -d`)
  if (promotion) progress.say(`\n  prod waits for a person: ${promotion.release}, ${promotion.url}`)
  progress.say(`\n  ${(milliseconds / 1000).toFixed(0)} s in all. npm run status, npm stop (ends the pipeline and the delivery page here, touches nothing of yours)`)
}
