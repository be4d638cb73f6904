import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { isAncestor } from '../git/read.ts'
import { environmentNames } from '../gitops/environments.ts'
import { holdOn, holdsAt } from '../gitops/holds.ts'
import { renderedFolder } from '../gitops/layout.ts'
import { readLink } from '../gitops/link.ts'
import { type Release, releasesAt } from '../gitops/releases.ts'
import { moveEnvironment } from '../gitops/transition.ts'
import { Refusal } from '../outcome.ts'
import type { Edit } from '../writer/edit.ts'

/** What differs in the objects of an environment, by file name; images and the release's label are left out: they always differ. */
export type Differences = { added: string[]; removed: string[]; configuration: string[] }

/** A release that is brought to an environment; `write` lays its folder into a worktree when main has it not yet. */
export type Brought = { readonly release: Release; readonly write?: (worktree: string) => Promise<void> }

/**
 * The edit that makes `environment` run a release. What git can say against it is asked again at each tip, since it may have been
 * held or overtaken meanwhile. `differences` is filled with what the last application changed.
 */
export function promotionEdit(id: string, environment: string, { release, write }: Brought, by: string, differences: Differences): Edit {
  return {
    id,
    base: release.sourceCommit,
    apply: async (worktree, tip) => {
      const before = await readLink(worktree, environment)
      if (before === release.id) return undefined
      const reasons = await objections(worktree, tip, environment, release, before)
      if (reasons.length > 0) throw new Refusal(`${release.id} is not promoted to ${environment}`, reasons)
      const old = await texts(join(worktree, renderedFolder(environment)))
      if (write !== undefined) await write(worktree)
      await moveEnvironment(worktree, environment, release.id, by)
      Object.assign(differences, compare(old, await texts(join(worktree, renderedFolder(environment)))))
      return {
        subject: `Promote ${release.id} to ${environment}`,
        body: `It ran ${before} before.`,
        trailers: { 'Jari-Release': release.id, 'Jari-Environment': environment, 'Jari-Promoted-By': by },
      }
    },
  }
}

async function objections(worktree: string, tip: string, environment: string, release: Release, before: string): Promise<string[]> {
  const reasons: string[] = []
  const hold = holdOn(await holdsAt(worktree, tip), release.id, environment)
  if (hold !== undefined) reasons.push(`it is held: ${hold.reason}`)
  const running = (await releasesAt(worktree, tip)).find(({ id }) => id === before)
  if (running !== undefined && release.partial !== undefined && release.partial.of !== before) reasons.push(`${environment} was moved to ${before} meanwhile, and it was cut from ${release.partial.of}`)
  if (running !== undefined && release.partial === undefined && (await isAncestor(worktree, release.sourceCommit, running.sourceCommit))) reasons.push(`${environment} was moved to ${before} meanwhile, which contains it`)
  if (!(await environmentNames(worktree, tip)).includes(environment)) reasons.push(`there is no environment ${environment}`)
  return reasons
}

/** The rendered files of an environment by name; none where there is no such folder. */
export async function texts(folder: string): Promise<Map<string, string>> {
  const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return []
    throw error
  })
  return new Map(await Promise.all(names.filter((name) => name.endsWith('.yaml')).map(async (name) => [name, await readFile(join(folder, name), 'utf8')] as const)))
}

/** What differs between the rendered files before and after. */
export function compare(old: ReadonlyMap<string, string>, now: ReadonlyMap<string, string>): Differences {
  const plain = (text: string) => text.split('\n').filter((line) => !/^\s*(- )?(image|jari\.dev\/release): /.test(line)).join('\n')
  return {
    added: [...now.keys()].filter((name) => !old.has(name)),
    removed: [...old.keys()].filter((name) => !now.has(name)),
    configuration: [...now].filter(([name, text]) => old.has(name) && plain(old.get(name)!) !== plain(text)).map(([name]) => name),
  }
}
