import { approveChange } from '../../local/commands/approve-change.ts'
import { deliveryState } from '../../local/commands/state.ts'
import { asAccount } from '../../local/gitea/accounts.ts'
import { stepEnvironment } from '../../local/pipeline/environment.ts'
import { eventually } from '../loop/change.ts'
import { output, type TestPlatform } from '../platform.ts'

/** Runs `npx jari <args>` in the clone with what the pipeline has. Returns what it printed; rejects with the exit code as `code` and all output as `output`. */
export async function jari({ platform, clone }: TestPlatform, ...args: string[]): Promise<string> {
  const { environment, secrets } = await stepEnvironment(platform)
  const env = { ...environment, JARI_FORGE_TOKEN: secrets['jari-forge-token'], ARGOCD_TOKEN: secrets['jari-argocd-token'], JARI_SIGNING_KEY: secrets['jari-signing-key'] }
  return output('npx', ['jari', ...args], clone, env)
}

/** What `jari` printed when a gate refused; fails when nothing did. */
export async function refusedBy(test: TestPlatform, ...args: string[]): Promise<string> {
  const said = await jari(test, ...args).catch((error: Error & { code?: unknown; output?: string }) => {
    if (error.code !== 3) throw error
    return { refused: error.output ?? '' }
  })
  if (typeof said === 'string') throw new Error(`jari ${args.join(' ')} was not refused: ${said}`)
  return said.refused
}

/** Approves the open promotion of prod to `release` as the release manager. */
export async function approvePromotion(test: TestPlatform, release: string): Promise<void> {
  const opened = await eventually(`the promotion of ${release}`, 60, async () => {
    const pulls = await asAccount(test.platform, 'developer').must<{ number: number; head: { ref: string } }[]>('GET', '/repos/jari/jari/pulls?state=open&limit=50')
    return pulls.find(({ head }) => head.ref === `promote/prod/${release}`)
  })
  await approveChange(test.platform, opened.number)
}

/** Waits until an environment is Synced and Healthy with a release. */
export async function healthyWith(test: TestPlatform, environment: string, release: string): Promise<void> {
  await eventually(`${environment} Healthy with ${release}`, 300, async () => {
    const state = (await deliveryState(test.platform)).environments.find(({ name }) => name === environment)!
    return state.release === release && state.sync === 'Synced' && state.health === 'Healthy'
  })
}

/** The release on main that was cut for a commit; undefined when there is none. */
export async function releaseOf(test: TestPlatform, commit: string): Promise<string | undefined> {
  await test.git('fetch', '--quiet', 'platform', 'main')
  const folders = (await test.git('ls-tree', '--name-only', 'FETCH_HEAD', 'gitops/releases/')).trim().split('\n')
  return folders.map((path) => path.split('/').at(-1)!).find((id) => id.endsWith(`-${commit.slice(0, 7)}`))
}
