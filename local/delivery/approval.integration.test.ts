import assert from 'node:assert/strict'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { giteaReader } from './gitea/ask.ts'
import { releaseReader } from './gitea/release.ts'
import { renderedDeployment, startTestDelivery, type TestDelivery } from './test/delivery.ts'
import { giteaBinary } from '../../jenkins/steps/testing/gitea.ts'
import { Visitor } from './test/visitor.ts'

const binary = giteaBinary()
const order = (digest: string, release: string) => ({ 'deployment-order.yaml': renderedDeployment(digest, release) })

describe('a promotion on a real Gitea', { skip: binary === undefined && 'Gitea has not been built' }, () => {
  let desk: TestDelivery
  before(async () => { desk = await startTestDelivery(binary!) })
  after(async () => {
    await desk.stop()
    assert.deepEqual(desk.faults, [])
  })

  const visitor = () => new Visitor(desk.delivery.url)
  const tokens = async (name: string) => (await desk.gitea.as(name).json<{ name: string }[]>(`/users/${name}/tokens`)).filter((token) => token.name.includes('delivery'))

  test('the page works while Argo CD does not answer, and says so', async () => {
    const phases = join(desk.platform.state, 'run', 'phases.json')
    await writeFile(phases, JSON.stringify([{ name: 'argocd', expectedSeconds: 20, startedAt: new Date().toISOString() }]))
    const page = await (await visitor().get('/')).text()
    assert.match(page, /Argo CD cannot be read: Argo CD does not answer \(ECONNREFUSED\)/)
    assert.match(page, /Nothing waits for approval/)
    assert.match(page, /The platform is coming up[^]*argocd[^]*running[^]*20 s/)
  })

  test('a wrong password is refused in words, and tries are slowed down', async () => {
    const somebody = visitor()
    const answer = await somebody.post('/sign-in', { name: 'release-manager', password: 'wrong' })
    assert.equal(answer.status, 401)
    assert.match(await answer.text(), /Gitea does not know this user name and password/)
    assert.equal(somebody.cookies.size, 0)
    await somebody.post('/sign-in', { name: 'nobody-here', password: 'a' })
    await somebody.post('/sign-in', { name: 'nobody-here', password: 'b' })
    await somebody.post('/sign-in', { name: 'nobody-here', password: 'c' })
    const slowed = await somebody.post('/sign-in', { name: 'Nobody-Here', password: 'd' })
    assert.equal(slowed.status, 429)
    assert.ok(Number(slowed.headers.get('retry-after')) >= 1)
  })

  test('signing out takes the token back from Gitea', async () => {
    const manager = await desk.signedIn('release-manager')
    assert.equal((await tokens('release-manager')).length, 1)
    assert.match(await (await manager.get('/')).text(), /Signed in as release-manager/)
    const before = new Map(manager.cookies)
    await manager.post('/sign-out', {})
    assert.equal((await tokens('release-manager')).length, 0)
    manager.cookies = before
    assert.doesNotMatch(await (await manager.get('/')).text(), /Signed in as/)
  })

  test('a release manager sees the difference, approves, and the merge is in their name', async () => {
    const { number, head } = await desk.repository.promote('0001-aaaaaaa', order('1', '0001-aaaaaaa'))
    await desk.stateWhen(({ promotion }) => promotion?.number === number)
    const manager = await desk.signedIn('release-manager')
    assert.match(await (await manager.get('/')).text(), /It can be approved when every required check has passed/)

    const early = await manager.post(`/promotion/${number}/approve`, { head })
    assert.equal(early.status, 303)
    assert.match(await (await manager.get('/')).text(), /not everything that is required is there yet \(jari\/gates: missing\)/)
    await desk.repository.report(head, 'jari/gates', 'failure', 'dev is held')
    await manager.post(`/promotion/${number}/approve`, { head })
    assert.match(await (await manager.get('/')).text(), /jari\/gates: dev is held/)

    await desk.repository.report(head, 'jari/gates', 'success', 'all gates passed')
    await desk.repository.requireApprovals(2)
    await manager.post(`/promotion/${number}/approve`, { head })
    assert.match(await (await manager.get('/')).text(), /not everything that is required is there yet \(.*approvals\)/)
    assert.match((await desk.repository.main()).link, /0000-none/)
    await desk.repository.requireApprovals(1)
    const { promotion } = await desk.stateWhen(({ promotion }) => promotion?.ready === true)
    assert.equal(promotion?.release, '0001-aaaaaaa')
    assert.equal(promotion?.difference?.from, '0000-none')
    assert.equal(promotion?.difference?.to, '0001-aaaaaaa')
    assert.deepEqual(promotion?.difference?.objects.map(({ kind, name, change }) => [kind, name, change]), [['Deployment', 'order', 'added']])
    assert.deepEqual(promotion?.approvals, ['release-manager'])

    const page = await (await manager.get('/')).text()
    assert.match(page, /<strong>Deployment<\/strong> order/)
    assert.match(page, new RegExp(`name="head" value="${head}"`))
    assert.equal((await manager.post(`/promotion/${number}/approve`, { head })).status, 303)
    const after = await (await manager.get('/')).text()
    assert.match(after, /0001-aaaaaaa is approved and merged/)
    assert.match(after, /Nothing waits for approval/)
    const main = await desk.repository.main()
    assert.equal(main.link, '../../releases/0001-aaaaaaa')
    assert.equal(main.committer, 'release-manager')
    const { history } = await desk.stateWhen(({ promotion }) => promotion === null)
    assert.deepEqual(history.map(({ environment, release, by }) => [environment, release, by]), [['prod', '0001-aaaaaaa', 'release-manager']])
  })

  test('which release an environment had is read from the link at each revision, and main is read anew', async () => {
    const releaseAt = releaseReader(giteaReader(desk.sources.gitea))
    const { head } = await desk.repository.main()
    assert.equal(await releaseAt('prod', head), '0001-aaaaaaa')
    assert.equal(await releaseAt('nowhere', head), null)
    assert.equal(await releaseAt('prod', 'f'.repeat(40)), null)
    assert.equal(await releaseAt('prod', 'main'), '0001-aaaaaaa')
    const later = await desk.repository.promote('0009-later', {})
    assert.equal(await releaseAt('prod', 'promote/prod/0009-later'), '0009-later')
    await desk.repository.close(later.number)
    await desk.stateWhen(({ promotion }) => promotion === null)
  })

  test('a developer is told why they cannot approve, and a forged form is refused', async () => {
    const { number, head } = await desk.repository.promote('0002-bbbbbbb', order('2', '0002-bbbbbbb'))
    await desk.repository.report(head, 'jari/gates', 'success', '')
    await desk.stateWhen(({ promotion }) => promotion?.number === number && promotion.ready)
    const developer = await desk.signedIn('developer')
    const page = await (await developer.get('/')).text()
    assert.match(page, /You are signed in as developer. Only members of the team release-managers approve/)
    assert.doesNotMatch(page, /id="approve"/)
    await developer.post(`/promotion/${number}/approve`, { head })
    assert.match(await (await developer.get('/')).text(), /you are not in the team of release managers/)
    const passerBy = await visitor().post(`/promotion/${number}/approve`, { head })
    assert.equal(passerBy.status, 401)
    assert.match((await desk.repository.main()).link, /0001-aaaaaaa/)
  })

  test('a promotion that changed after it was shown is not approved', async () => {
    const manager = await desk.signedIn('release-manager')
    const { promotion } = await desk.stateWhen(({ promotion }) => promotion !== null)
    const { number, head } = promotion!
    const changed = await desk.repository.amend('0002-bbbbbbb', order('3', '0002-bbbbbbb'))
    await desk.repository.report(changed, 'jari/gates', 'success', '')
    await manager.post(`/promotion/${number}/approve`, { head })
    assert.match(await (await manager.get('/')).text(), /the promotion has changed since it was shown/)
    assert.match((await desk.repository.main()).link, /0001-aaaaaaa/)
    await desk.stateWhen(({ promotion }) => promotion?.head === changed && promotion.ready)
    await manager.post(`/promotion/${number}/approve`, { head: changed })
    assert.match((await desk.repository.main()).link, /0002-bbbbbbb/)
    await manager.post(`/promotion/${number}/approve`, { head: changed })
    assert.match(await (await manager.get('/')).text(), /this promotion is no longer open/)
  })

  test('a promotion that was opened this moment is approved as soon as Gitea has checked it', async () => {
    const manager = await desk.signedIn('release-manager')
    const { number, head } = await desk.repository.promote('0003-ccccccc', order('4', '0003-ccccccc'))
    await desk.repository.report(head, 'jari/gates', 'success', '')
    await manager.post(`/promotion/${number}/approve`, { head })
    assert.match((await desk.repository.main()).link, /0003-ccccccc/)
  })

  test('a rollback of prod comes before a promotion and is approved the same way', async () => {
    const promotion = await desk.repository.promote('0005-eeeeeee', order('6', '0005-eeeeeee'))
    const { number, head } = await desk.repository.promote('0002-bbbbbbb', order('3', '0002-bbbbbbb'), 'rollback')
    await desk.repository.report(head, 'jari/gates', 'success', 'a step back that ran before')
    const { promotion: waiting } = await desk.stateWhen(({ promotion }) => promotion?.ready === true)
    assert.deepEqual([waiting?.kind, waiting?.number, waiting?.release], ['rollback', number, '0002-bbbbbbb'])
    const manager = await desk.signedIn('release-manager')
    assert.match(await (await manager.get('/')).text(), /Roll prod back to 0002-bbbbbbb/)
    await manager.post(`/promotion/${number}/approve`, { head })
    assert.match((await desk.repository.main()).link, /0002-bbbbbbb/)
    const { history } = await desk.stateWhen((state) => state.promotion?.number === promotion.number)
    assert.deepEqual([history[0]?.kind, history[0]?.release, history[0]?.by], ['rollback', '0002-bbbbbbb', 'release-manager'])
    await desk.repository.close(promotion.number)
  })

  test('a change is refused when it comes from another site, and nothing is served under another name', async () => {
    const manager = await desk.signedIn('release-manager')
    const elsewhere = await manager.post('/sign-out', {}, { origin: 'http://elsewhere.example' })
    assert.equal(elsewhere.status, 403)
    assert.match(await (await manager.get('/')).text(), /Signed in as release-manager/)
    assert.equal(await manager.statusUnder('rebound.example'), 421)
  })

  test('closing the page takes every token back', async () => {
    await desk.signedIn('developer')
    await desk.delivery.close()
    assert.deepEqual([...await tokens('developer'), ...await tokens('release-manager')], [])
  })
})
