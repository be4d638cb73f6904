import assert from 'node:assert/strict'
import { test } from 'node:test'
import { git } from '../git/git.ts'
import { textAt } from '../git/read.ts'
import { gitea } from '../forge/gitea.ts'
import { linkTarget } from '../gitops/layout.ts'
import { step as compare } from '../compare/step.ts'
import { step as hold } from '../hold/step.ts'
import { step as promote } from '../promote/step.ts'
import { createProject, startGitea } from '../testing/gitea.ts'
import { linkIn } from '../testing/delivery.ts'
import { lay } from '../testing/repository.ts'
import { startWorld } from '../testing/world.ts'
import { step as unhold } from '../unhold/step.ts'
import { step } from './step.ts'

const frozen = (until: string) => `freezes:\n- {name: feast, environments: [prod], from: "2026-11-01T00:00:00Z", until: "${until}", timeZone: Asia/Seoul, reason: the shop is full}\n`

test('on a real Gitea: the gates of open pull requests are a status that follows freezes, holds, newer releases and what is pushed', async () => {
  await using server = await startGitea()
  const url = await createProject(server)
  const token = await server.token('pipeline')
  const before = process.env.JARI_FORGE_TOKEN
  process.env.JARI_FORGE_TOKEN = token
  try {
    await using world = await startWorld(async (repo) => {
      // main is in both: the bare repository stands for what Argo CD reads, and is brought up to date by a push
      await git(repo.checkout, ['push', '--quiet', url, 'HEAD:main'])
      return { JARI_GIT_URL: url, JARI_FORGE: 'gitea', JARI_FORGE_URL: server.address, JARI_FORGE_TOKEN: token }
    })
    const { repo, run, said } = world
    const mirror = async () => void (await git(repo.remote, ['fetch', '--quiet', url, '+main:main']))
    const forge = gitea({ address: server.address, repository: 'jari/jari', token })
    const change = async (subject: string, files: Parameters<typeof repo.commit>[1]) => {
      await mirror()
      const commit = await world.change(subject, files)
      await git(repo.checkout, ['push', '--quiet', url, 'HEAD:main'])
      return commit
    }
    const cut = async (commit: string) => {
      await mirror()
      const id = await world.cut(commit)
      await git(repo.remote, ['push', '--quiet', url, 'main:main'])
      return id
    }
    const status = async (commit: string) => (await forge.statuses(commit)).find(({ context }) => context === 'jari/gates')
    const open = async (release: string) => (await forge.listOpen(`promote/prod/${release}`))[0]!
    const asked = async () => {
      await mirror()
      return (await run(step, {})).pullRequests as { branch: string; state: string; description: string }[]
    }

    const first = await cut((await git(repo.checkout, ['rev-parse', 'HEAD'])).trim())
    await run(promote, { to: 'staging' })
    await change('Freeze prod', { 'gitops/freezes.yaml': frozen('2026-12-01T00:00:00Z') })
    await mirror()
    await assert.rejects(run(promote, { to: 'prod' }), /is not promoted to prod: prod is frozen until 2026-12-01 09:00 Asia\/Seoul \(feast: the shop is full\)/)
    await run(promote, { to: 'prod', ahead: true })
    const request = await open(first)
    assert.deepEqual(await status(request.commit).then((one) => [one?.state, /frozen until 2026-12-01 09:00/.test(one?.description ?? '')]), ['pending', true])
    assert.match(request.body, /## Not yet\n\n- prod is frozen/)

    await run(hold, { release: first, reason: 'orders lose their notes' })
    assert.equal((await status(request.commit))?.state, 'failure', 'a hold asks the gates at once')
    await run(unhold, { release: first })
    await change('Let prod go', { 'gitops/freezes.yaml': 'freezes: []\n' })
    await asked()
    const head = (await open(first)).commit
    assert.equal((await status(head))?.state, 'success')
    assert.doesNotMatch((await open(first)).body, /Not yet/)

    // somebody pushes something else to the promotion's branch: it is made anew before it gets a green status
    await git(repo.checkout, ['fetch', '--quiet', url, `promote/prod/${first}`])
    await git(repo.checkout, ['checkout', '--quiet', '-B', 'forged', 'FETCH_HEAD'])
    await git(repo.checkout, ['rm', '--quiet', 'gitops/holds.yaml'])
    await git(repo.checkout, ['commit', '--quiet', '-m', `Promote\n\nJari-Environment: prod\nJari-Promoted-By: release-manager`])
    await git(repo.checkout, ['push', '--quiet', url, `HEAD:promote/prod/${first}`])
    const forged = (await git(repo.checkout, ['rev-parse', 'HEAD'])).trim()
    await asked()
    const made = (await open(first)).commit
    assert.notEqual(made, forged)
    assert.deepEqual([await status(forged), (await status(made))?.state], [undefined, 'success'])
    await git(repo.checkout, ['fetch', '--quiet', url, `promote/prod/${first}`])
    assert.notEqual(await textAt(repo.checkout, 'FETCH_HEAD', 'gitops/holds.yaml'), undefined)

    // people's pull requests: one that promotes nothing, one that moves prod by hand
    await git(repo.checkout, ['checkout', '--quiet', '--force', 'main'])
    for (const [branch, path, content] of [['topic/text', 'gitops/overlays/prod/replicas.yaml', '- op: add\n  path: /spec/replicas\n  value: 3\n'], ['topic/by-hand', 'gitops/overlays/prod/release', linkTarget(first)], ['topic/claim', 'gitops/rendered/prod/running.json', '{}']] as const) {
      await git(repo.checkout, ['checkout', '--quiet', '-B', branch, 'main'])
      await lay(repo.checkout, { [path]: path.endsWith('release') ? { link: content } : content })
      await git(repo.checkout, ['add', '--all'])
      await git(repo.checkout, ['commit', '--quiet', '-m', 'x'])
      await git(repo.checkout, ['push', '--quiet', url, `HEAD:${branch}`])
      await forge.openPullRequest(branch, branch, '')
    }
    await git(repo.checkout, ['checkout', '--quiet', 'main'])
    const found = new Map((await asked()).map(({ branch, state, description }) => [branch, `${state}: ${description}`]))
    assert.equal(found.get('topic/text'), 'success: not a promotion')
    assert.match(found.get('topic/by-hand') ?? '', /^failure: gitops\/overlays\/prod\/release is written by the pipeline only/)
    assert.match(found.get('topic/claim') ?? '', /^failure: gitops\/rendered\/prod\/running\.json is written by the pipeline only/)
    const [text] = await forge.listOpen('topic/text')
    for (const _ of [1, 2]) await run(compare, { pull: String(text!.number) })
    assert.equal((await forge.comments(text!.number)).length, 1)

    // a newer release takes the place of the older one
    const second = await cut(await change('More', { 'gitops/base/order/note.txt': 'x\n' }))
    await mirror()
    await run(promote, { to: 'staging' })
    await mirror()
    await run(promote, { to: 'prod' })
    assert.deepEqual((await forge.listOpen('promote/prod/')).map(({ branch }) => branch), [`promote/prod/${second}`])
    await forge.merge((await open(second)).number, (await open(second)).commit)
    await mirror()
    assert.equal(await linkIn(repo, 'prod'), second)
    assert.ok(said.some((line) => line.includes('failure: ')), 'a hold says what the gates say now')
  } finally {
    if (before === undefined) delete process.env.JARI_FORGE_TOKEN
    else process.env.JARI_FORGE_TOKEN = before
  }
})
