import assert from 'node:assert/strict'
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { $ } from './shell.ts'

test("a step's commands are run as written, with their input and exit code, and read nobody's ~/.bashrc", async () => {
  const home = await mkdtemp(join(tmpdir(), 'jari-shell-'))
  try {
    await writeFile(join(home, '.bashrc'), 'echo read >> "$HOME/read"\n')
    const env = { PATH: process.env.PATH, HOME: home }
    assert.equal((await $({ env, cwd: home })`echo ${"it's"} $HOME`).stdout, `it's ${home}\n`)
    assert.equal((await $({ env, input: 'in\n', nothrow: true, quiet: true })`cat; exit 3`).exitCode, 3)
    assert.deepEqual(await readdir(home), ['.bashrc'])
  } finally {
    await rm(home, { recursive: true })
  }
})
