import { readFile, readdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parse } from 'yaml'
import { paths } from '../../local/platform.ts'
import { eventually, touch } from '../loop/change.ts'
import type { TestPlatform } from '../platform.ts'

/** Something that goes wrong once it is on main. */
export type Plant = {
  readonly name: string
  /** What the first line has to say. */
  readonly cause: RegExp
  /** Changes the clone; the commit is made by the caller. */
  readonly plant: (test: TestPlatform) => Promise<void>
  /** What is done to the platform while the run of `commit` is at work. */
  readonly meanwhile?: (test: TestPlatform, commit: string) => Promise<void>
  /** An overlay's own fault is nothing that a release could be taken back for. */
  readonly inOverlay?: boolean
}

const base = 'gitops/base'
const deployment = `${base}/order/deployment.yaml`

/** Replaces text that must be there. */
async function edit({ clone }: TestPlatform, file: string, from: string, to: string): Promise<void> {
  const text = await readFile(join(clone, file), 'utf8')
  if (!text.includes(from)) throw new Error(`${file} has no "${from}"`)
  await writeFile(join(clone, file), text.replace(from, to))
}

const image = '        image: jari/order\n'
/** Runs another program in the order service's container. */
const runs = (program: string) => (test: TestPlatform) => edit(test, deployment, image, `${image}        args: ["-e", ${JSON.stringify(program)}]\n`)
const podSpec = '      serviceAccountName: order\n'

/**
 * Takes the manifest of the web image of this commit's release out of the registry before the cluster asks for it. (Of a service with
 * migrations it is their Job that cannot start, and Argo CD begins no other sync before that one's deadline, three minutes.)
 */
async function loseImage(test: TestPlatform, commit: string): Promise<void> {
  const digest = await eventually(`the release of ${commit}`, 300, async () => {
    await test.git('fetch', '--quiet', 'platform', 'main')
    const files = (await test.git('ls-tree', '-r', '--name-only', 'FETCH_HEAD', 'gitops/releases/')).trim().split('\n')
    const file = files.find((path) => path.endsWith(`-${commit.slice(0, 7)}/release.yaml`))
    if (file === undefined) return undefined
    return (parse(await test.git('show', `FETCH_HEAD:${file}`)) as { images: Record<string, { digest: string }> }).images.web!.digest
  })
  const repository = join(paths(test.platform).registry, 'docker/registry/v2/repositories/jari/web/_manifests')
  const name = digest.replace('sha256:', '')
  await rm(join(repository, 'revisions/sha256', name), { recursive: true })
  for (const tag of await readdir(join(repository, 'tags'))) await rm(join(repository, 'tags', tag, 'index/sha256', name), { recursive: true, force: true })
}

/** The twelve. */
export const plants: readonly Plant[] = [
  // first, while base is as it was released: a change of it would have the release refused for this
  { name: 'a patch that hits nothing', cause: /a patch hits nothing.*ordre/, inOverlay: true, plant: (test) => edit(test, 'gitops/overlays/dev/kustomization.yaml', 'patches:\n', `patches:\n- patch: '{"apiVersion": "apps/v1", "kind": "Deployment", "metadata": {"name": "ordre"}}'\n`) },
  { name: 'a failing migration', cause: /migration order-migrations failed.*the schema is not what it was/, plant: (test) => edit(test, `${base}/order-migrations/job.yaml`, 'args: [apps/order/migrate.ts]', 'args: ["-e", "console.error(`the schema is not what it was`); process.exit(3)"]') },
  { name: 'a crash', cause: /order.*exit code 7.*no such setting/, plant: runs('console.error(`no such setting`); process.exit(7)') },
  { name: 'too little memory', cause: /order.*ran out of memory \(limit 256Mi\)/, plant: runs('const held = []; for (;;) held.push(Buffer.alloc(1 << 20, 1))') },
  { name: 'a secret without the key', cause: /order.*cannot start.*key address.*Secret/, plant: (test) => edit(test, deployment, 'key: url', 'key: address') },
  { name: 'a missing image', cause: /image \S+\/jari\/web@sha256:[0-9a-f]{64} cannot be pulled.*not found/, plant: (test) => touch(test, 'web', 'an image that gets lost'), meanwhile: loseImage },
  { name: 'no node to run on', cause: /order.*fits on no node.*node affinity\/selector/, plant: (test) => edit(test, deployment, podSpec, `${podSpec}      nodeSelector: {disk: tape}\n`) },
  // what a pod may not share with its node is refused before it is released; of a port of the node only the cluster knows
  { name: 'a policy that refuses', cause: /policy refuses .*order.*hostPort/, plant: (test) => edit(test, deployment, 'containerPort: 8080\n', 'containerPort: 8080\n          hostPort: 18080\n') },
  { name: 'a failing smoke test', cause: /order service failed.*404/, plant: (test) => edit(test, `${base}/network/ingress.yaml`, '            name: order\n', '            name: device\n') },
  { name: 'a wrong probe', cause: /probe failed.*404/, plant: (test) => edit(test, `${base}/patches/probes.yaml`, 'path: /readyz', 'path: /ready') },
  { name: 'a network policy that closes the way to the database', cause: /order.*(NetworkPolicy|network policy).*order/i, plant: (test) => edit(test, `${base}/order/network-policy.yaml`, 'port: 3306', 'port: 3307') },
  { name: 'no database', cause: /(EAI_AGAIN|ENOTFOUND|ECONNREFUSED|no answer).*statefulset-\w+-db/, plant: (test) => edit(test, `${base}/database/stateful-set.yaml`, 'replicas: 1', 'replicas: 0') },
]
