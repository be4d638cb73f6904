import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import { setTimeout } from 'node:timers/promises'
import { git } from '../git/git.ts'
import { trailer } from '../git/read.ts'
import { appendLine } from '../testing/append-line.ts'
import { scratch } from '../testing/repository.ts'
import { write } from './writer.ts'

const list = { 'gitops/rendered/list.txt': 'first\n', 'apps/order/main.ts': '// not the writer\'s\n' }
const process_ = join(import.meta.dirname, '../testing/writer-process.ts')
const quick = { attempts: 100, first: 5, longest: 50 }
const linesOf = async (remote: string) => (await git(remote, ['show', 'main:gitops/rendered/list.txt'])).trim().split('\n')

test('an edit lands as one commit with its trailers, and the caller\'s checkout is untouched', async () => {
  await using repo = await scratch(list)
  const before = await git(repo.checkout, ['status', '--porcelain=v2', '--branch'])
  const written = await write({ url: repo.remote, checkout: repo.checkout }, appendLine('a'))
  assert.equal(written.outcome, 'written')
  assert.deepEqual(await linesOf(repo.remote), ['first', 'a'])
  assert.equal(await trailer(repo.remote, written.commit, 'Jari-Edit'), 'a')
  assert.equal(await trailer(repo.remote, written.commit, 'Jari-Release'), 'a')
  assert.equal((await git(repo.remote, ['log', '-1', '--format=%an <%ae>', 'main'])).trim(), 'pipeline <pipeline@jari.invalid>')
  assert.match(await git(repo.remote, ['ls-tree', '-r', '--name-only', 'main']), /apps\/order\/main\.ts/)
  assert.equal(await git(repo.checkout, ['status', '--porcelain=v2', '--branch']), before)
})

test('an edit that changes nothing makes no commit', async () => {
  await using repo = await scratch(list)
  const written = await write({ url: repo.remote }, { id: 'nothing', apply: async () => ({ subject: 'Change nothing', trailers: {} }) })
  assert.equal(written.outcome, 'nothing')
  assert.deepEqual(await repo.subjects(), ['Begin'])
})

test('the same edit id a second time makes no second commit', async () => {
  await using repo = await scratch(list)
  const first = await write({ url: repo.remote }, appendLine('a'))
  await write({ url: repo.remote }, appendLine('b'))
  const again = await write({ url: repo.remote }, appendLine('a'))
  assert.equal(again.outcome, 'already')
  assert.equal(again.commit, first.commit)
  assert.deepEqual(await linesOf(repo.remote), ['first', 'a', 'b'])
})

test('an id in the text of another commit\'s message is not taken for the edit', async () => {
  await using repo = await scratch(list)
  await repo.commit('Talk about it\n\nJari-Edit: a\n\nis only mentioned here', {})
  assert.equal((await write({ url: repo.remote }, appendLine('a'))).outcome, 'written')
})

test('a forged trailer does not keep an edit from landing, whoever its author says to be', async () => {
  await using repo = await scratch(list)
  const machine = { GIT_AUTHOR_NAME: 'pipeline', GIT_AUTHOR_EMAIL: 'pipeline@jari.invalid', GIT_COMMITTER_NAME: 'pipeline', GIT_COMMITTER_EMAIL: 'pipeline@jari.invalid' }
  const forge = async (file: string | undefined, env: Record<string, string>) => {
    await git(repo.checkout, ['pull', '--quiet', '--rebase', repo.remote, 'main'])
    if (file !== undefined) await writeFile(join(repo.checkout, file), `// ${Math.random()}\n`)
    await git(repo.checkout, ['add', '--all'])
    await git(repo.checkout, ['commit', '--quiet', '--allow-empty', '-m', 'Roll dev back\n\nJari-Edit: a\nJari-Environment: dev\nJari-Promoted-By: release-manager'], { env })
    await git(repo.checkout, ['push', '--quiet', repo.remote, 'HEAD:main'])
  }
  await forge('apps/order/main.ts', {})
  await forge('gitops/rendered/other.txt', {})
  await forge(undefined, machine)
  await forge('apps/order/main.ts', machine)
  const written = await write({ url: repo.remote, checkout: repo.checkout }, appendLine('a'))
  assert.equal(written.outcome, 'written')
  assert.deepEqual(await linesOf(repo.remote), ['first', 'a'])
  assert.equal((await write({ url: repo.remote }, appendLine('a'))).commit, written.commit)
})

test('what the edit throws ends the write at once and nothing is pushed', async () => {
  await using repo = await scratch(list)
  let calls = 0
  const refuse = () => write({ url: repo.remote }, { id: 'x', apply: async () => { calls++; throw new Error('no') } })
  await assert.rejects(refuse, /^Error: no$/)
  assert.equal(calls, 1)
  assert.deepEqual(await repo.subjects(), ['Begin'])
})

test('a remote that always rejects ends in a failure that quotes it', async () => {
  await using repo = await scratch(list)
  await repo.hook('pre-receive', 'echo "the moon is wrong" >&2; exit 1')
  await assert.rejects(write({ url: repo.remote }, appendLine('a'), { ...quick, attempts: 3 }), /did not land in 3 attempts[\s\S]*the moon is wrong/)
})

test('a protected branch is reported at once, without trying again', async () => {
  await using repo = await scratch(list)
  await repo.hook('pre-receive', 'echo x >> "$PWD/tries"; echo "Not allowed to push to protected branch main" >&2; exit 1')
  await assert.rejects(write({ url: repo.remote }, appendLine('a'), quick), /needs a pull request/)
  assert.equal((await readFile(join(repo.remote, 'tries'), 'utf8')).trim().split('\n').length, 1)
})

test('eight writers at once on a remote that rejects every third push: each edit lands exactly once', async () => {
  await using repo = await scratch(list)
  await repo.hook('pre-receive', 'n=$(cat "$PWD/n" 2>/dev/null || echo 0); n=$((n+1)); echo $n > "$PWD/n"; [ $((n % 3)) -ne 0 ] || { echo "rejected on purpose" >&2; exit 1; }')
  const writers = Array.from({ length: 8 }, (_, w) => [`w${w}-1`, `w${w}-2`, `w${w}-3`])
  const exits = await Promise.all(writers.map(async (ids) => {
    const child = spawn(process.execPath, [process_, repo.remote, join(repo.folder, 'cache'), ...ids], { stdio: ['ignore', 'ignore', 'inherit'] })
    return (await once(child, 'exit'))[0] as number
  }))
  assert.deepEqual(exits, writers.map(() => 0))
  assert.deepEqual((await linesOf(repo.remote)).toSorted(), ['first', ...writers.flat()].toSorted())
  assert.equal((await git(repo.remote, ['rev-list', '--merges', 'main'])).trim(), '')
})

// A git in front of the real one stops the writer where the test wants it: before the push, or when the push has landed but not returned.
for (const place of ['before', 'after'] as const)
  test(`a writer killed ${place} its push landed, started again with the same edit id, leaves the edit exactly once`, async () => {
    await using repo = await scratch(list)
    const real = join((await git(repo.folder, ['--exec-path'])).trim(), 'git')
    const bin = join(repo.folder, 'bin')
    await mkdir(bin)
    const stop = `touch '${repo.folder}/reached'; exec sleep 5`
    await writeFile(join(bin, 'git'), `#!/bin/sh\ncase " $* " in *" push "*) ${place === 'before' ? stop : `${real} "$@"; ${stop}`};; *) exec ${real} "$@";; esac\n`)
    await chmod(join(bin, 'git'), 0o755)
    const args = [process_, repo.remote, join(repo.folder, 'cache'), 'a']
    const child = spawn(process.execPath, args, { env: { ...process.env, PATH: `${bin}:${process.env.PATH}` }, stdio: 'ignore' })
    const exit = once(child, 'exit')
    while (child.exitCode === null && !(await readdir(repo.folder)).includes('reached')) await setTimeout(10)
    assert.equal(child.exitCode, null, 'the writer reached its push')
    child.kill('SIGKILL')
    await exit
    const again = await write({ url: repo.remote, cache: join(repo.folder, 'cache') }, appendLine('a'))
    assert.equal(again.outcome, place === 'before' ? 'written' : 'already')
    assert.deepEqual(await linesOf(repo.remote), ['first', 'a'])
    assert.deepEqual(await readdir(join(repo.folder, 'cache')), [], 'what the killed writer left is cleared away')
  })
