import assert from 'node:assert/strict'
import { existsSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { randomText, readSecret, secretFile, writeSecret } from './secret-file.ts'
import { initSql } from './secrets.ts'

test('a secret is made once, for its owner only, and nothing half-written is left', () => {
  const folder = mkdtempSync(join(tmpdir(), 'secrets-'))
  try {
    const file = join(folder, 'deep', 'a.password')
    const first = secretFile(file)
    assert.equal(secretFile(file, () => 'another'), first)
    assert.equal(statSync(file).mode & 0o777, 0o600)
    writeSecret(file, 'third')
    assert.equal(readSecret(file), 'third')
    assert.deepEqual(readdirSync(join(folder, 'deep')), ['a.password'])
    assert.equal(readSecret(join(folder, 'none')), null)
    assert.ok(!existsSync(join(folder, 'none')))
  } finally {
    rmSync(folder, { recursive: true })
  }
})

test('a generated password needs no quoting in SQL, URLs or shells', () => {
  for (let i = 0; i < 100; i++) assert.match(randomText(), /^[A-Za-z0-9_-]{32}$/)
})

test('the init file can run again, sets the password each time and quotes a database called order', () => {
  const sql = initSql('order', 'pw', 'rootpw')
  assert.match(sql, /CREATE DATABASE IF NOT EXISTS `order`/)
  assert.match(sql, /ALTER USER 'order'@'%' IDENTIFIED BY 'pw';/)
  for (const line of sql.trim().split('\n')) {
    assert.match(line, /;$/, line)
    if (/^(CREATE|DROP)/.test(line)) assert.match(line, /IF (NOT )?EXISTS/, line)
  }
})
