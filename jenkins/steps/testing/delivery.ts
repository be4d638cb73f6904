import { createHash } from 'node:crypto'
import { resolve } from 'node:path'
import { $ } from '../shell.ts'
import { git } from '../git/git.ts'
import { linkTarget, noRelease } from '../gitops/layout.ts'
import { releasesAt } from '../gitops/releases.ts'
import { type Cut, covering, cutEdit, type CutResult } from '../release/cut.ts'
import { contractsAt } from '../workspace/contracts.ts'
import { write } from '../writer/writer.ts'
import { scratch, type Scratch } from './repository.ts'

const names = ['device', 'mariadb', 'order', 'store', 'web']

/** Made-up images; `other` gives those a text of their own, and with it another digest. */
const imagesOf = (other: Readonly<Record<string, string>>) => Object.fromEntries(names.map((name) => [name, { digest: `sha256:${createHash('sha256').update(other[name] ?? name).digest('hex')}` }]))

/** A scratch repository that holds this project's own gitops as HEAD has it, every environment on the empty release. */
export async function deliveryRepository(): Promise<Scratch> {
  const repo = await scratch({ 'apps/order/main.ts': '', '.gitignore': '.jari/\nboard.html\n' })
  const project = resolve(import.meta.dirname, '../../..')
  await $({ cwd: project, quiet: true })`git archive --format=tar HEAD gitops | tar -x -C ${repo.checkout}`
  await repo.commit('Bring the manifests', Object.fromEntries(['dev', 'staging', 'prod'].map((name) => [`gitops/overlays/${name}/release`, { link: linkTarget(noRelease) }])))
  return repo
}

/** What a release of the commit is cut from, with made-up images. */
export const cutOf = (sourceCommit: string, other: Readonly<Record<string, string>> = {}): Cut => ({ sourceCommit, images: imagesOf(other), rebuilt: ['order'], changes: [], migrations: [], createdAt: '2026-11-21T00:00:00.000Z', registry: 'localhost:5000' })

/** Cuts a release of the commit into the remote's main and answers how it ended. */
export async function cutInto(repo: Scratch, sourceCommit: string, other: Readonly<Record<string, string>> = {}): Promise<CutResult> {
  const result: Partial<CutResult> = {}
  const contracts = await contractsAt(repo.checkout, sourceCommit)
  const { outcome } = await write({ url: repo.remote, checkout: repo.checkout }, cutEdit(repo.checkout, { ...cutOf(sourceCommit, other), contracts }, result))
  return outcome === 'already' ? (await covering(repo.remote, await releasesAt(repo.remote, 'main'), sourceCommit))! : (result as CutResult)
}

/** Which release an environment's link names on the remote's main. */
export async function linkIn(repo: Scratch, environment: string): Promise<string> {
  return (await git(repo.remote, ['cat-file', 'blob', `main:gitops/overlays/${environment}/release`])).split('/').at(-1) ?? ''
}
