import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { test } from 'node:test'
import type { Platform } from '../platform.ts'
import { becomeHealthy } from './follow-run.ts'

type Answer = 'nothing' | 'unwell' | { name: string; sync: string; health: string; reason?: string }[]

/** A delivery page that gives these answers one after another, the last one for ever: nothing (it hangs up), 503, or environments. */
async function page(answers: Answer[]): Promise<{ platform: Platform; asked: () => number; close: () => void }> {
  let asked = 0
  const server = createServer((_, response) => {
    const answer = answers[Math.min(asked++, answers.length - 1)]!
    if (answer === 'nothing') return response.destroy()
    if (answer === 'unwell') return response.writeHead(503).end()
    return response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ environments: answer, promotion: null }))
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  return { platform: { ports: { delivery: (server.address() as AddressInfo).port } } as Platform, asked: () => asked, close: () => server.close() }
}

const healthy = { sync: 'Synced', health: 'Healthy' }

test('a page that does not answer, or answers that it is unwell, is asked again until the environments are Healthy', async () => {
  const { platform, asked, close } = await page(['nothing', 'unwell', [{ name: 'dev', sync: 'OutOfSync', health: 'Progressing' }], [{ name: 'dev', ...healthy }]])
  try {
    await becomeHealthy(platform, ['dev'])
    assert.equal(asked(), 4)
  } finally {
    close()
  }
})

test('an environment that stays unhealthy is named with its reason', async () => {
  const { platform, close } = await page([[{ name: 'dev', ...healthy }, { name: 'staging', sync: 'Synced', health: 'Degraded', reason: 'no such image' }]])
  try {
    await assert.rejects(becomeHealthy(platform, ['dev', 'staging'], 0), /not Healthy after 0 minutes: dev Synced Healthy; staging Synced Degraded \(no such image\)/)
  } finally {
    close()
  }
})

test('a page that never answers is the reason given', async () => {
  const { platform, close } = await page(['unwell'])
  try {
    await assert.rejects(becomeHealthy(platform, ['dev'], 0), /the delivery page does not tell: the delivery page answers 503/)
  } finally {
    close()
  }
})
