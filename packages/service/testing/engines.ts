import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe } from 'node:test'
import { startMariaDb } from './mariadb.ts'
import type { TestServer } from './mariadb.ts'

/** What a test body gets: URLs of empty databases of one engine. */
export type TestEngine = {
  readonly name: 'mariadb' | 'sqlite'
  /** URL of a new, empty database. */
  database(): Promise<string>
  /** The server behind it, to be killed and started again; null for the embedded engine. */
  server(): TestServer | null
}

/** A suite that takes longer waits for something that never comes, in milliseconds. */
export const hangs = 300_000

/** Runs the same tests on the embedded database and on a real MariaDB. */
export function onEachEngine(title: string, tests: (engine: TestEngine) => void): void {
  describe(`${title} (embedded)`, { timeout: hangs }, () => {
    const folder = mkdtempSync(join(tmpdir(), 'jari-sqlite-'))
    let made = 0
    after(() => rmSync(folder, { recursive: true, force: true }))
    tests({ name: 'sqlite', database: async () => `sqlite:${folder}/${++made}.sqlite`, server: () => null })
  })
  describe(`${title} (MariaDB)`, { timeout: hangs }, () => {
    let server: TestServer
    before(async () => {
      server = await startMariaDb()
    })
    after(() => server?.stop())
    tests({ name: 'mariadb', database: () => server.database(), server: () => server })
  })
}
