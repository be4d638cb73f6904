import { randomBytes } from 'node:crypto'
import { chmodSync, chownSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { inNode, opened, users } from '../cluster/layout.ts'
import { secretFile } from '../cluster/secret-file.ts'
import { paths, type Platform } from '../platform.ts'

/** Gitea's settings as text. Paths are those inside the node; the address is the one people use on the host. */
export function giteaSettings(given: { readonly port: number; readonly internalToken: string; readonly jwtSecret: string }): string {
  const at = (folder: string) => join(opened.gitea, folder)
  const sections: Record<string, Record<string, string | number | boolean>> = {
    '': { APP_NAME: 'Jari', RUN_MODE: 'prod', RUN_USER: 'git', WORK_PATH: opened.gitea },
    server: { PROTOCOL: 'http', HTTP_ADDR: '127.0.0.1', HTTP_PORT: inNode.gitea, ROOT_URL: `http://localhost:${given.port}/`, LOCAL_ROOT_URL: `http://127.0.0.1:${inNode.gitea}/`, STATIC_ROOT_PATH: opened.giteaStatic, DISABLE_SSH: true, LFS_START_SERVER: false, OFFLINE_MODE: true },
    database: { DB_TYPE: 'sqlite3', PATH: at('gitea.db'), SQLITE_JOURNAL_MODE: 'WAL', SQLITE_TIMEOUT: 5000 },
    repository: { ROOT: at('repos'), DEFAULT_BRANCH: 'main', DEFAULT_PRIVATE: 'private' },
    // Passwords here are 192 random bits: a slow hash would protect nothing and costs 0.1 s a request.
    security: { INSTALL_LOCK: true, INTERNAL_TOKEN: given.internalToken, PASSWORD_HASH_ALGO: 'pbkdf2_v1' },
    oauth2: { JWT_SECRET: given.jwtSecret },
    service: { DISABLE_REGISTRATION: true, DEFAULT_KEEP_EMAIL_PRIVATE: true },
    // Hooks lead to Argo CD and to the pipeline, both on the node's own loopback.
    webhook: { ALLOWED_HOST_LIST: 'loopback', DELIVER_TIMEOUT: 5 },
    indexer: { ISSUE_INDEXER_TYPE: 'db' },
    actions: { ENABLED: false },
    packages: { ENABLED: false },
    cron: { ENABLED: false },
    'cron.update_checker': { ENABLED: false },
    log: { MODE: 'console', LEVEL: 'Warn' },
  }
  return Object.entries(sections)
    .map(([name, entries]) => [...(name ? [`[${name}]`] : []), ...Object.entries(entries).map(([key, value]) => `${key} = ${value}`)].join('\n'))
    .join('\n\n')
    .concat('\n')
}

/** Writes Gitea's settings; readable by Gitea, writable by nobody else. True when they changed. */
export function writeGiteaSettings(platform: Platform): boolean {
  const { gitea, secrets } = paths(platform)
  const text = giteaSettings({
    port: platform.ports.gitea,
    internalToken: secretFile(join(secrets, 'gitea-internal.token')),
    jwtSecret: secretFile(join(secrets, 'gitea-jwt.secret'), () => randomBytes(32).toString('base64url')),
  })
  const file = join(gitea, 'app.ini')
  mkdirSync(gitea, { recursive: true })
  chownSync(gitea, users.git, users.git)
  if (existsSync(file) && readFileSync(file, 'utf8') === text) return false
  writeFileSync(file, text, { mode: 0o600 })
  chownSync(file, 0, users.git)
  chmodSync(file, 0o640)
  return true
}
