import assert from 'node:assert/strict'
import { test } from 'node:test'
import { frozenAt, inZone, nextFreeze, parseFreezes } from './freezes.ts'

const text = `freezes:
- name: weekend
  environments: [prod]
  from: "0 17 * * 5"
  until: "0 8 * * 1"
  timeZone: Asia/Seoul
  reason: nobody is there
  except:
  - release: 0042-aaaaaaa
  - from: 2026-11-28T10:00:00+09:00
    until: 2026-11-28T12:00:00+09:00
- name: nights
  from: "0 22 * * *"
  until: "0 6 * * *"
  timeZone: Europe/Berlin
`
const [weekend, nights] = parseFreezes(text)
const at = (instant: string, release = '0043-bbbbbbb', environment = 'prod', freezes = [weekend!]) => frozenAt(freezes, environment, release, new Date(instant))
const until = (...given: Parameters<typeof at>) => at(...given)?.until.toISOString()

test('a window goes from its cron to the next end, in its time zone: the begin is in, the end is not', () => {
  assert.equal(until('2026-11-27T16:59:59+09:00'), undefined)
  assert.equal(until('2026-11-27T17:00:00+09:00'), '2026-11-29T23:00:00.000Z')
  assert.equal(until('2026-11-30T07:59:59+09:00'), '2026-11-29T23:00:00.000Z')
  assert.equal(until('2026-11-30T08:00:00+09:00'), undefined)
  assert.equal(inZone(at('2026-11-29T00:00:00+09:00')!.until, 'Asia/Seoul'), '2026-11-30 08:00 Asia/Seoul')
})

test('other environments, releases and hours that are excepted are not frozen', () => {
  assert.equal(until('2026-11-28T00:00:00+09:00', '0043-bbbbbbb', 'staging'), undefined)
  assert.equal(until('2026-11-28T00:00:00+09:00', '0042-aaaaaaa'), undefined)
  assert.equal(until('2026-11-28T10:00:00+09:00'), undefined)
  assert.equal(until('2026-11-28T12:00:00+09:00'), '2026-11-29T23:00:00.000Z')
})

test('a night in which clocks are put back is an hour longer, and windows that touch count as one', () => {
  assert.equal(until('2026-10-24T21:00:00Z', 'x', 'dev', [nights!]), '2026-10-25T05:00:00.000Z')
  assert.equal(until('2026-10-23T21:00:00Z', 'x', 'dev', [nights!]), '2026-10-24T04:00:00.000Z')
  const both = parseFreezes('freezes:\n- {name: a, from: "0 0 * * *", until: "0 6 * * *"}\n- {name: b, from: "0 5 * * *", until: "0 9 * * *"}\n')
  assert.equal(until('2026-11-25T01:00:00Z', 'x', 'prod', both), '2026-11-25T09:00:00.000Z')
})

test('one instant to another is a freeze of once', () => {
  const once = parseFreezes('freezes:\n- {name: feast, from: "2026-12-24T00:00:00+09:00", until: "2026-12-27T00:00:00+09:00"}\n')
  assert.equal(until('2026-12-25T00:00:00Z', 'x', 'prod', once), '2026-12-26T15:00:00.000Z')
  assert.equal(until('2026-12-28T00:00:00Z', 'x', 'prod', once), undefined)
})

test('what cannot be read is named with the freeze', () => {
  const broken = (from: string, timeZone = 'UTC') => () => parseFreezes(`freezes:\n- {name: odd, from: "${from}", until: "0 6 * * *", timeZone: ${timeZone}}\n`)
  assert.throws(broken('0 25 * * *'), /freezes\.yaml: odd: "0 25 \* \* \*"/)
  assert.throws(broken('* * * * * *'), /five fields are needed/)
  assert.throws(broken('0 1 * * *', 'Mars/Base'), /Mars\/Base/)
})

test('the next freeze is told from when until when; while one is open it is the one after that, and an exception that covers its begin moves it', () => {
  const next = (instant: string, environment = 'prod', freezes = [weekend!]) => {
    const found = nextFreeze(freezes, environment, '0043-bbbbbbb', new Date(instant))
    return found === undefined ? undefined : `${inZone(found.from, found.timeZone)} to ${inZone(found.until, found.timeZone)}, ${found.name}`
  }
  assert.equal(next('2026-11-26T00:00:00+09:00'), '2026-11-27 17:00 Asia/Seoul to 2026-11-30 08:00 Asia/Seoul, weekend')
  assert.equal(next('2026-11-29T00:00:00+09:00'), '2026-12-04 17:00 Asia/Seoul to 2026-12-07 08:00 Asia/Seoul, weekend')
  assert.equal(next('2026-11-28T11:00:00+09:00'), '2026-11-28 12:00 Asia/Seoul to 2026-11-30 08:00 Asia/Seoul, weekend')
  assert.equal(next('2026-11-26T00:00:00+09:00', 'dev'), undefined)
  const once = parseFreezes('freezes:\n- {name: feast, from: "2026-12-24T00:00:00+09:00", until: "2026-12-27T00:00:00+09:00", timeZone: Asia/Seoul}\n')
  assert.equal(next('2026-11-26T00:00:00Z', 'prod', once), '2026-12-24 00:00 Asia/Seoul to 2026-12-27 00:00 Asia/Seoul, feast')
  assert.equal(next('2026-12-25T00:00:00Z', 'prod', once), undefined)
})
