import { installArgocd } from '../../local/argocd/argocd.ts'
import { ensureReaderToken } from '../../local/argocd/reader.ts'
import { addonsReady, applyAddons } from '../../local/cluster/addons.ts'
import { startNode } from '../../local/cluster/node.ts'
import { componentServes } from '../../local/cluster/serving.ts'
import { volumes } from '../../local/cluster/volumes.ts'
import { asAccount } from '../../local/gitea/accounts.ts'
import { ensureGitea } from '../../local/gitea/gitea.ts'
import { ensureImages } from '../../local/images/images.ts'
import { paths } from '../../local/platform.ts'
import { ensureTools } from '../../local/tools/ensure.ts'
import { secret, testPlatform, type TestPlatform } from '../platform.ts'

/** What a user has: a cluster with ingress, storage and Argo CD, a registry, and a forge with an empty repository. */
export type Theirs = TestPlatform & {
  /** host:port of the registry, the same on this machine and in the cluster. */
  readonly registry: string
  /** The empty repository, the same on this machine and for Argo CD. */
  readonly repository: string
  /** The variables that `npm start -- --context …` wants. */
  readonly variables: Readonly<Record<string, string>>
}

const quiet = { phase: async (_name: string, _seconds: number | undefined, work: (note: (text: string) => void) => Promise<string | void>) => void (await work(() => {})), say: () => {} }

/** Starts the node of a platform of its own as somebody's cluster: nothing of ours is in it, no Secrets, no applications, no base images. */
export async function startTheirs(): Promise<Theirs> {
  const test = await testPlatform()
  try {
    const { platform } = test
    const { ports } = platform
    await ensureTools(platform, 'start', quiet)
    await startNode(platform, () => {})
    const digests = await ensureImages(platform, () => {}, { names: ['pause', 'coredns', 'traefik'] })
    await applyAddons(platform, digests, volumes(platform))
    const { readToken } = await ensureGitea(platform, () => {})
    await installArgocd(platform, readToken)
    await componentServes(platform, 'argocd-server', `http://127.0.0.1:${ports.argocd}/healthz`)
    await ensureReaderToken(platform)
    const admin = asAccount(platform, 'jari-admin')
    await admin.must('POST', '/orgs', { username: 'shop', visibility: 'private' })
    await admin.must('POST', '/orgs/shop/repos', { name: 'delivery', private: true, default_branch: 'main', auto_init: false })
    await admin.must('PUT', '/repos/shop/delivery/collaborators/pipeline', { permission: 'admin' })
    await addonsReady(platform)
    return {
      ...test,
      registry: `localhost:${ports.registry}`,
      repository: `http://localhost:${ports.gitea}/shop/delivery.git`,
      variables: {
        KUBECONFIG: paths(platform).kubeconfig,
        JARI_FORGE_TOKEN: await secret(platform, 'pipeline.token'),
        ARGOCD_SERVER: `http://127.0.0.1:${ports.argocd}`,
        ARGOCD_TOKEN: await secret(platform, 'argocd-reader.token'),
        JARI_ENTRANCE: `http://127.0.0.1:${ports.entrance}`,
      },
    }
  } catch (error) {
    await test.remove()
    throw error
  }
}
