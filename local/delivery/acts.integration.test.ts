import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import { giteaBinary } from '../../jenkins/steps/testing/gitea.ts'
import { startReleased, type Released } from './test/released.ts'
import { startTestDelivery, type TestDelivery } from './test/delivery.ts'
import { Visitor } from './test/visitor.ts'

const binary = giteaBinary()

describe('what a release manager does on a real Gitea', { skip: binary === undefined && 'Gitea has not been built' }, () => {
  let released: Released
  let desk: TestDelivery
  before(async () => {
    released = await startReleased()
    desk = await startTestDelivery(binary!, { from: released.world.repo.remote, argocd: released.world.argo.address, statuses: ['jari/verify', 'jari/gates'] })
  })
  after(async () => {
    await desk?.stop()
    await released?.[Symbol.asyncDispose]()
    assert.deepEqual(desk.faults, [])
  })

  const visitor = () => new Visitor(desk.delivery.url)
  const row = async (environment: string) => (await desk.stateWhen(({ board }) => board !== null)).board!.environments.find((one) => one.environment === environment)!
  const last = async () => (await desk.repository.onMain('log', '-1', '--format=%s|%(trailers:key=Jari-Promoted-By,valueonly,separator=%x20)', 'origin/main')).split('|')
  /** Waits until Gitea tells of a push by this account: it takes note of it after the push is answered. */
  const pushedBy = async (name: string) => {
    const feed = () => desk.gitea.as(name).json<{ op_type: string }[]>(`/users/${name}/activities/feeds?only-performed-by=true&limit=5`)
    while (!(await feed()).some(({ op_type }) => op_type === 'commit_repo')) await wait(100)
  }

  test('the page tells what git knows: history with changes and outcomes, figures, drift, freezes', async () => {
    const { first, second, third } = released
    const { board, history } = await desk.stateWhen((state) => state.board !== null)
    assert.deepEqual(board!.environments.map(({ environment, release }) => [environment, release]), [['dev', third], ['staging', third], ['prod', second]])
    const prod = await row('prod')
    assert.deepEqual([prod.behindBefore, prod.lacks.map(({ subject }) => subject), prod.backTo, prod.nextFreeze?.fromText], [1, ['Show <tips> & more'], [first], '2099-12-24 00:00 Asia/Seoul'])
    assert.deepEqual(history.filter(({ environment }) => environment === 'prod').map(({ release, by, outcome }) => [release, by, outcome]), [[second, 'jari-bot', 'healthy'], [first, 'jari-bot', 'healthy']])
    assert.deepEqual(history.find(({ environment, release }) => environment === 'prod' && release === second)!.commits.map(({ subject }) => subject), ['Take orders faster'])
    const dev = (await row('dev')).dora
    assert.deepEqual([dev.deployments, dev.failures, dev.commits], [3, 1, 2])
    assert.ok(dev.leadTime !== null && dev.timeToRestore !== null)
    const page = await (await visitor().get('/')).text()
    for (const words of ['Show &#60;tips&#62; &#38; more', `prod lacks 1 change that staging has`, 'Next freeze from 2099-12-24 00:00 Asia/Seoul until 2099-12-27 00:00 Asia/Seoul: feast, the shop is full', 'Nothing is held.', 'The cluster is as git says.', '1 of 3 deployments'])
      assert.ok(page.includes(words), words)
  })

  test('a hold and its end are pushed in the name of the manager, and say who and why', async () => {
    const { third } = released
    const manager = await desk.signedIn('release-manager')
    assert.equal((await manager.post('/holds', { release: third, environment: 'prod', reason: 'tips are <wrong>' })).status, 303)
    assert.match(await (await manager.get('/')).text(), new RegExp(`${third} is held`))
    assert.deepEqual(await last(), [`Hold ${third}`, 'release-manager'])
    await pushedBy('release-manager')
    const { board } = await desk.stateWhen(({ board }) => board?.holds.length === 1)
    assert.deepEqual(board!.holds.map(({ release, environment, reason, by }) => [release, environment, reason, by]), [[third, 'prod', 'tips are <wrong>', 'release-manager']])
    assert.match(await (await visitor().get('/')).text(), /tips are &#60;wrong&#62;/)
    assert.ok(desk.changes() > 0, 'gates are to look again')

    await manager.post('/holds', { release: third, environment: 'prod', reason: 'again' })
    assert.match(await (await manager.get('/')).text(), /Nothing to do/)
    await manager.post('/holds/let-go', { release: third, environment: 'prod' })
    assert.match(await (await manager.get('/')).text(), new RegExp(`${third} may be promoted again`))
    assert.deepEqual(await last(), [`Let ${third} go`, 'release-manager'])
    await desk.stateWhen(({ board }) => board?.holds.length === 0)
  })

  test('who may not is told why, and nothing happens', async () => {
    const { second, first } = released
    const { head } = await desk.repository.main()
    const form = { release: second, environment: '', reason: 'mine' }
    assert.equal((await visitor().post('/holds', form)).status, 401)
    assert.equal((await visitor().post('/environments/prod/rollback', { from: second, to: first, reason: 'x' })).status, 401)
    const developer = await desk.signedIn('developer')
    assert.doesNotMatch(await (await developer.get('/environments/prod')).text(), /action="\/environments\/prod\/rollback"/)
    assert.match(await (await developer.get('/environments/prod')).text(), /Only members of the team release-managers hold, let go and roll back/)
    for (const [path, what] of [['/holds', form], ['/holds/let-go', form], ['/environments/prod/rollback', { from: second, to: first, reason: 'x' }]] as const) {
      await developer.post(path, what)
      assert.match(await (await developer.get('/')).text(), /you are not in the team of release managers/)
    }
    assert.equal((await desk.repository.main()).head, head)
  })

  test('what a form lacks is said, and what is no release or environment goes nowhere', async () => {
    const { second, first } = released
    const { head } = await desk.repository.main()
    const manager = await desk.signedIn('release-manager')
    const said = async (path: string, form: Record<string, string>) => {
      const { status } = await manager.post(path, form)
      return status === 303 ? /id="notice"><p>([^<]*)/.exec(await (await manager.get('/')).text())?.[1] : status
    }
    assert.match(String(await said('/holds', { release: second, environment: '', reason: ' ' })), /write a reason/)
    assert.match(String(await said('/holds', { release: '--help', environment: '', reason: 'x' })), /choose a release/)
    assert.match(String(await said('/holds', { release: second, environment: 'moon', reason: 'x' })), /choose a release/)
    assert.match(String(await said('/environments/prod/rollback', { from: second, to: first, reason: '' })), /write a reason/)
    assert.equal(await said('/environments/moon/rollback', { from: second, to: first, reason: 'x' }), 404)
    assert.match(String(await said('/environments/prod/rollback', { from: first, to: second, reason: 'x' })), /Not done: prod is not rolled back: it is to run .* by now/)
    assert.equal((await desk.repository.main()).head, head)
  })

  test('prod is rolled back by a pull request of the platform that the manager approves and merges, in one act', async () => {
    const { first, second } = released
    const manager = await desk.signedIn('release-manager')
    assert.equal((await manager.post('/environments/prod/rollback', { from: second, to: first, reason: 'notes are lost' })).status, 303)
    assert.match(await (await manager.get('/environments/prod')).text(), new RegExp(`prod goes back to ${first}; ${second} is held`))
    const main = await desk.repository.main()
    assert.deepEqual([main.link, main.committer], [`../../releases/${first}`, 'release-manager'])
    const { history, board } = await desk.stateWhen(({ board }) => board?.environments.at(-1)?.release === first)
    const [back] = history
    assert.deepEqual([back?.environment, back?.kind, back?.release, back?.by, back?.approvals, back?.takenBack, back?.askedBy], ['prod', 'rollback', first, 'release-manager', ['release-manager'], 1, null])
    assert.deepEqual(board!.holds.map(({ release, environment, reason, by }) => [release, environment, reason, by]), [[second, 'prod', 'notes are lost', 'release-manager']])
    const pull = await desk.gitea.as('developer').json<{ body: string, user: { login: string }, merged_by: { login: string } }>(`/repos/jari/jari/pulls/${back!.pull!.number}`)
    assert.deepEqual([pull.user.login, pull.merged_by.login], ['pipeline', 'release-manager'])
    for (const part of ['notes are lost', '## What is taken away', 'Take orders faster', 'asked for by release-manager']) assert.ok(pull.body.includes(part), pull.body)
    const again = await manager.post('/environments/prod/rollback', { from: second, to: first, reason: 'twice' })
    assert.equal(again.status, 303)
    assert.match(await (await manager.get('/')).text(), /Not done: prod is not rolled back/)
  })

  test('staging is rolled back by a push in the name of the manager', async () => {
    const { second, third } = released
    const manager = await desk.signedIn('release-manager')
    await manager.post('/environments/staging/rollback', { from: third, to: second, reason: 'tips' })
    assert.match(await (await manager.get('/environments/staging')).text(), new RegExp(`staging goes back to ${second}; ${third} is held`))
    assert.deepEqual(await last(), [`Roll staging back to ${second}`, 'release-manager'])
    assert.equal((await row('staging')).release, second)
  })

  test('a change of somebody else is read with what it does in each environment, approved and merged by the manager', async () => {
    const { number, head } = await desk.repository.propose('Say <hello>', { 'gitops/base/order/note.txt': 'hello\n' })
    const whole = (who: Visitor) => who.get(`/changes/${number}`).then((answer) => answer.text())
    const comment = (user: string, body: string) => desk.gitea.as(user).json(`/repos/jari/jari/issues/${number}/comments`, { method: 'POST', body: { body } })
    await comment('developer', '<!-- jari compare -->\n\nNothing to see here.')
    assert.match(await whole(visitor()), /has not been written on it yet/)
    await comment('pipeline', '<!-- jari compare -->\n\nWhat it changes.\n\n### dev\n\n<details><summary>2 lines</summary>\n\n````diff\n-old\n+<new>\n````\n\n</details>')
    const page = await whole(visitor())
    for (const words of ['Say &#60;hello&#62;', '<strong>guests</strong>', '<summary>2 lines</summary>', '+&#60;new&#62;', 'gitops/base/order/note.txt', 'jari/verify', 'Sign in as a release manager to approve']) assert.ok(page.includes(words), words)
    assert.doesNotMatch(page, /Nothing to see here/)
    const { changes } = await desk.stateWhen((state) => state.changes.length === 1)
    assert.deepEqual(changes.map(({ title, author, ready }) => [title, author, ready]), [['Say <hello>', 'developer', false]])

    const manager = await desk.signedIn('release-manager')
    await manager.post(`/changes/${number}/approve`, { head })
    assert.match(await (await manager.get('/')).text(), /not everything that is required is there yet/)
    for (const status of ['jari/verify', 'jari/gates']) await desk.repository.report(head, status, 'success', '')
    await manager.post(`/changes/${number}/approve`, { head: 'f'.repeat(40) })
    assert.match(await (await manager.get('/')).text(), /has changed since it was shown/)
    await manager.post(`/promotion/${number}/approve`, { head })
    assert.match(await (await manager.get('/')).text(), /no longer open/)
    const developer = await desk.signedIn('developer')
    await developer.post(`/changes/${number}/approve`, { head })
    assert.match(await (await developer.get('/')).text(), /you are not in the team of release managers/)
    await desk.stateWhen(({ changes }) => changes.some((change) => change.number === number && change.mergeable))
    assert.match(await whole(manager), /id="approve"/)
    await manager.post(`/changes/${number}/approve`, { head })
    assert.match(await (await manager.get('/')).text(), new RegExp(`Change #${number} is approved and merged`))
    assert.equal((await desk.repository.main()).committer, 'release-manager')
    assert.equal((await manager.get(`/changes/${number}`)).status, 404)
  })

  test('a hold that Gitea does not take is said in words', async () => {
    const { first } = released
    const manager = await desk.signedIn('release-manager')
    await desk.gitea.as('jari-admin').json('/repos/jari/jari/branch_protections/main', { method: 'PATCH', body: { unprotected_file_patterns: 'nothing' } })
    await manager.post('/holds', { release: first, environment: '', reason: 'x' })
    assert.match(await (await manager.get('/')).text(), /Not done: the repository refused the change: the branch is protected and this change needs a pull request/)
  })
})
