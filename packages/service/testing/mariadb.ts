import { spawn, spawnSync } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, chownSync, existsSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { createPool } from 'mysql2/promise'
import type { Pool } from 'mysql2/promise'
import { endsWithParent } from './ends-with-parent.ts'
import { freePort } from './free-ports.ts'

/** A throw-away MariaDB in a temporary folder that ends with this process, as durable as the real one (innodb_flush_log_at_trx_commit=1). */
export type TestServer = {
  /** Makes an empty database and returns its URL. */
  database(): Promise<string>
  readonly pid: number
  /** SIGKILL, as a crash; `start` brings it back on the same port with the same data. */
  kill(): Promise<void>
  start(): Promise<void>
  /** Ends it and removes its folder. */
  stop(): Promise<void>
}

const binaries = ['/usr/sbin/mariadbd', '/usr/local/sbin/mariadbd', '/usr/bin/mariadbd']

export type TestServerOptions = {
  /** Options of mariadbd beside or instead of the ones for tests. */
  readonly options?: readonly string[]
  /** A command that the server is run by, given its data folder; for example a tracer that slows its log. */
  readonly through?: (data: string) => readonly string[]
}

/**
 * Starts a private MariaDB as an unprivileged process, on a free port of 127.0.0.1 and a unix socket in its own folder.
 * Throws, saying what to install, if there is none on this machine.
 */
export async function startMariaDb({ options = [], through }: TestServerOptions = {}): Promise<TestServer> {
  const binary = binaries.find((path) => existsSync(path))
  if (!binary) throw new Error('These tests need MariaDB: install the Debian package mariadb-server (its service need not run)')
  const folder = mkdtempSync(join(tmpdir(), 'jari-mariadb-'))
  const userId = process.getuid?.() === 0 ? unprivileged(folder) : undefined
  // a server that starts deletes every temporary table in its tmpdir, those of others too
  const own = [`--datadir=${folder}/data`, `--tmpdir=${folder}`]
  const installed = spawnSync('mariadb-install-db', ['--no-defaults', ...own, '--auth-root-authentication-method=normal', '--skip-test-db', ...(userId === undefined ? [] : ['--user=nobody'])], { encoding: 'utf8' })
  if (installed.status !== 0) throw new Error(`mariadb-install-db failed: ${installed.stderr || installed.stdout || installed.error?.message}`)
  const port = await freePort()
  let child: ChildProcess | undefined
  let made = 0
  let root: Pool

  async function start(): Promise<void> {
    const server = [binary as string, '--no-defaults', ...own, `--socket=${folder}/socket`, `--port=${port}`, '--bind-address=127.0.0.1', `--pid-file=${folder}/pid`, '--innodb-flush-log-at-trx-commit=1', '--innodb-buffer-pool-size=64M', '--innodb-log-file-size=32M', '--character-set-server=utf8mb4', '--skip-log-bin', '--max-connections=200', ...options]
    const [command, ...args] = endsWithParent([...(through?.(`${folder}/data`) ?? []), ...endsWithParent(server, userId)])
    child = spawn(command, args, { stdio: 'ignore' })
    root = createPool({ socketPath: `${folder}/socket`, user: 'root', connectionLimit: 1 })
    await answers(root, child)
  }

  async function end(signal: NodeJS.Signals): Promise<void> {
    const closed = root.end().catch(() => undefined)
    if (child && child.exitCode === null && child.signalCode === null) {
      const gone = once(child, 'exit')
      process.kill(serverPid(), signal)
      await gone
    }
    await closed
  }

  /** The server itself, not what it is run by. */
  function serverPid(): number {
    return Number(readFileSync(`${folder}/pid`, 'utf8'))
  }

  /** What is left to do when this process ends without having stopped it. */
  function abandon(): void {
    child?.kill('SIGKILL')
    rmSync(folder, { recursive: true, force: true, maxRetries: 10 })
  }

  process.once('exit', abandon)
  await start()
  return {
    get pid() {
      return serverPid()
    },
    async database() {
      const name = `test${++made}`
      await root.query(`create database ${name}`)
      await root.query("create user if not exists 'test'@'127.0.0.1' identified by 'test'")
      await root.query(`grant all on ${name}.* to 'test'@'127.0.0.1'`)
      return `mariadb://test:test@127.0.0.1:${port}/${name}`
    },
    kill: () => end('SIGKILL'),
    start,
    async stop() {
      await end('SIGTERM')
      process.removeListener('exit', abandon)
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** The server refuses to run as root; `nobody` owns the folder then, whose id is returned. */
function unprivileged(folder: string): number {
  const nobody = 65534
  chownSync(folder, nobody, nobody)
  return nobody
}

async function answers(root: Pool, child: ChildProcess): Promise<void> {
  for (let tries = 0; ; tries++) {
    try {
      await root.query('select 1')
      return
    } catch (error) {
      if (child.exitCode !== null || tries > 300) throw new Error(`MariaDB did not start: ${(error as Error).message}`)
      await sleep(100)
    }
  }
}
