import assert from 'node:assert/strict'
import { randomInt } from 'node:crypto'
import { test } from 'node:test'
import { git } from '../git/git.ts'
import { scratch } from '../testing/repository.ts'
import { commitsOf } from './commits.ts'

/** Numbers that the same seed gives again. */
function numbersOf(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
    return Math.floor((state / 2_147_483_648) * below)
  }
}

test('of any two commits it tells what git tells: what the one contains and the other does not, merges and the pipeline left out', async (t) => {
  const seed = randomInt(1_000_000)
  t.diagnostic(`seed ${seed}`)
  const next = numbersOf(seed)
  await using repo = await scratch()
  // a history of branches and merges, made by one process
  let stream = ''
  for (let mark = 1; mark <= 60; mark++) {
    const parents = mark === 1 ? [] : [...new Set([1 + next(mark - 1), ...(next(3) === 0 ? [1 + next(mark - 1)] : [])])]
    const email = next(6) === 0 ? 'pipeline@jari.invalid' : 'dana@example.test'
    stream += `commit refs/heads/c${mark}\nmark :${mark}\nauthor Dana <${email}> ${1_700_000_000 + mark} +0000\ncommitter Dana <${email}> ${1_700_000_000 + mark} +0000\ndata 5\nc${String(mark).padStart(4, '0')}\n${parents.map((parent, i) => `${i === 0 ? 'from' : 'merge'} :${parent}\n`).join('')}\n`
  }
  await git(repo.checkout, ['fast-import', '--quiet', '--force'], { input: stream })
  const hashes = (await git(repo.checkout, ['for-each-ref', '--format=%(objectname)', 'refs/heads/c*'])).trim().split('\n')
  const commits = commitsOf(repo.checkout)
  for (let round = 0; round < 25; round++) {
    const [from, to] = [hashes[next(60)]!, hashes[next(60)]!]
    const told = await git(repo.checkout, ['log', '--no-merges', '--format=%H %ae', `${from}..${to}`])
    const expected = told.split('\n').filter((line) => line !== '' && !line.endsWith('pipeline@jari.invalid')).map((line) => line.split(' ')[0])
    assert.deepEqual((await commits.between(from, to))?.map(({ commit }) => commit), expected, `${from}..${to}`)
  }
  assert.equal(await commits.between('f'.repeat(40), hashes[0]!), undefined)
})

test('what was committed since is found too', async () => {
  await using repo = await scratch()
  const first = (await git(repo.checkout, ['rev-parse', 'HEAD'])).trim()
  const commits = commitsOf(repo.checkout)
  assert.deepEqual(await commits.between(first, first), [])
  const second = await repo.commit('Later', { 'a.txt': 'a\n' })
  assert.deepEqual((await commits.between(first, second))?.map(({ subject, author }) => [subject, author]), [['Later', 'Dana']])
  assert.deepEqual((await commits.these([first, 'f'.repeat(40), second])).map(({ subject }) => subject), ['Begin', 'Later'])
})
