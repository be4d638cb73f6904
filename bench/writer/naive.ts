import { existsSync } from 'node:fs'
import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { git, tryGit } from '../../jenkins/steps/git/git.ts'
import { type Edit, messageText } from '../../jenkins/steps/writer/edit.ts'

/** How often the loop tries before it gives an edit up, as such loops do. */
const tries = 5

/**
 * What many pipelines do: edit the clone, commit, push; when that is rejected, `pull --rebase` and push again. It is here so that
 * the measurement can be seen to fail: it rebases text, and it does not know whether an edit of an earlier life has landed.
 */
export async function naiveWrite({ url, cache }: { readonly url: string; readonly cache: string }, edit: Edit): Promise<void> {
  await mkdir(cache, { recursive: true })
  const clone = join(cache, 'clone')
  // a clone that was cut off, or killed with a lock in it, is made anew
  if (!(await tryGit(clone, ['status', '--porcelain']).then(({ ok }) => ok && !existsSync(join(clone, '.git/index.lock')), () => false))) {
    await rm(clone, { recursive: true, force: true })
    for (let attempt = 1; !(await tryGit(cache, ['clone', '--quiet', url, clone])).ok; attempt++) if (attempt === tries) throw new Error('cannot clone')
    for (const [key, value] of [['user.name', 'pipeline'], ['user.email', 'pipeline@jari.invalid']] as const) await git(clone, ['config', key, value])
  }
  await tryGit(clone, ['pull', '--quiet', '--rebase', url, 'main'])
  const message = await edit.apply(clone, 'HEAD')
  if (message === undefined) return
  await git(clone, ['add', '--all', '--force', 'gitops'])
  await tryGit(clone, ['commit', '--quiet', '-m', messageText(edit.id, message)])
  for (let attempt = 1; attempt <= tries; attempt++) {
    if ((await tryGit(clone, ['push', '--quiet', url, 'HEAD:main'])).ok) return
    if ((await tryGit(clone, ['pull', '--quiet', '--rebase', url, 'main'])).ok) continue
    await tryGit(clone, ['rebase', '--abort'])
  }
  // given up: the edit is lost, the next one begins from what the remote has
  await tryGit(clone, ['fetch', '--quiet', url, 'main'])
  await git(clone, ['reset', '--quiet', '--hard', 'FETCH_HEAD'])
}
