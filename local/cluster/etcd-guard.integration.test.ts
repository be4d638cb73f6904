import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { portNames, type Platform } from '../platform.ts'
import type { Component } from './component.ts'
import { guardEtcd } from './etcd-guard.ts'
import { Supervisor } from './supervisor.ts'

/** A supervisor whose `etcd` is a shell script that sees the data folder as $1; the API serves while etcd runs. */
async function guarded(script: string, check: (platform: Platform, guard: () => Promise<string | null>) => Promise<void>): Promise<void> {
  const state = mkdtempSync(join(tmpdir(), 'guard-'))
  const platform: Platform = { checkout: state, state, cache: state, name: 'jari-guard', ports: Object.fromEntries(portNames.map((name) => [name, 0])) as Platform['ports'] }
  mkdirSync(join(state, 'etcd'))
  writeFileSync(join(state, 'etcd', 'data'), 'what was written')
  const shell = (name: string, text: string, after: string[]): Component => ({ name, argv: ['/bin/sh', '-c', text, name, join(state, 'etcd')], after })
  const supervisor = new Supervisor([shell('etcd', script, []), shell('apiserver', 'exec sleep 1000', ['etcd']), shell('kubelet', 'exec sleep 1000', ['apiserver'])], { logs: state, sockets: [], changed: () => {} })
  supervisor.start()
  try {
    await check(platform, () => guardEtcd(platform, supervisor, () => {}))
  } finally {
    await supervisor.end(100)
    rmSync(state, { recursive: true })
  }
}

const aside = (platform: Platform) => readdirSync(platform.state).filter((name) => name.startsWith('etcd.corrupt-'))
const data = (platform: Platform) => readFileSync(join(platform.state, 'etcd', 'data'), 'utf8')

test('data that etcd can serve is left alone', async () => {
  await guarded('exec sleep 1000', async (platform, guard) => {
    assert.equal(await guard(), null)
    assert.equal(data(platform), 'what was written')
  })
})

test('data on which etcd ends again and again is set aside, whole, and an empty cluster begun', async () => {
  await guarded('[ -e "$1/data" ] && exit 2; exec sleep 1000', async (platform, guard) => {
    const folder = await guard()
    assert.equal(readFileSync(join(folder!, 'data'), 'utf8'), 'what was written')
    assert.equal(aside(platform).length, 1)
  })
})

test('when etcd does not run with empty data either, the data is put back and the fault told', async () => {
  await guarded('exit 2', async (platform, guard) => {
    await assert.rejects(guard(), /etcd ended 3 times \(exit code 2\) on an empty folder too/)
    assert.equal(data(platform), 'what was written')
    assert.deepEqual(aside(platform), [])
  })
})

test('only the newest few folders set aside are kept', async () => {
  await guarded('[ -e "$1/data" ] && exit 2; exec sleep 1000', async (platform, guard) => {
    const older = [1, 2, 3, 4].map((n) => `etcd.corrupt-2001-01-0${n}`)
    for (const name of older) mkdirSync(join(platform.state, name))
    await guard()
    assert.deepEqual(aside(platform).slice(0, 2), older.slice(2))
    assert.equal(aside(platform).length, 3)
  })
})
