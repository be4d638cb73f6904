import { generateKeyPairSync, randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { paths, type Platform } from '../platform.ts'
import { databases, namespaces, type Database } from './environments.ts'
import { randomText, secretFile } from './secret-file.ts'

/** Secrets of one environment: name → key → value. */
type Secrets = Readonly<Record<string, Readonly<Record<string, string>>>>

/** The platform's Kubernetes Secrets, made once per state folder, and the namespaces they are in, to be applied. They are never in git. */
export function secrets(platform: Platform): object[] {
  return namespaces.flatMap((namespace) => [
    { apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace } },
    ...Object.entries(secretsOf(platform, namespace)).map(([name, values]) => secret(namespace, name, values)),
  ])
}

function secretsOf(platform: Platform, namespace: string): Secrets {
  const { secrets: folder } = paths(platform)
  const kept = (name: string, make?: () => string) => secretFile(join(folder, namespace, name), make)
  const database = (service: Database) => {
    const password = kept(`${service}-db.password`)
    return { 'init.sql': initSql(service, password, kept(`${service}-db.root.password`)), url: `mariadb://${service}:${password}@${service}-db:3306/${service}` }
  }
  return {
    ...Object.fromEntries(databases.map((service) => [`${service}-db`, database(service)])),
    'store-signing': { 'private.jwk': kept('store-signing.jwk', signingKey) },
    // One password of the demo's staff for all environments: people type it.
    demo: { 'staff-password': secretFile(join(folder, 'demo-staff.password'), () => randomText(9)), 'device-token': kept('demo-device.token') },
  }
}

/** SQL that MariaDB runs at each start. Repeatable; passwords follow the files. `health` may do nothing but answer the probe. */
export function initSql(service: string, password: string, rootPassword: string): string {
  return `ALTER USER root@localhost IDENTIFIED BY '${rootPassword}';
DROP USER IF EXISTS root@'127.0.0.1', root@'::1', root@'${service}-db-0';
CREATE DATABASE IF NOT EXISTS \`${service}\` CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci;
CREATE USER IF NOT EXISTS '${service}'@'%';
ALTER USER '${service}'@'%' IDENTIFIED BY '${password}';
GRANT ALL PRIVILEGES ON \`${service}\`.* TO '${service}'@'%';
CREATE USER IF NOT EXISTS health@localhost;
`
}

/** A private Ed25519 key as JWK (RFC 8037), with an id for the key set. */
function signingKey(): string {
  const { privateKey } = generateKeyPairSync('ed25519')
  return JSON.stringify({ ...privateKey.export({ format: 'jwk' }), alg: 'EdDSA', use: 'sig', kid: randomUUID() })
}

const secret = (namespace: string, name: string, values: Readonly<Record<string, string>>) => ({
  apiVersion: 'v1',
  kind: 'Secret',
  metadata: { name, namespace, labels: { 'app.kubernetes.io/part-of': 'jari' } },
  type: 'Opaque',
  data: Object.fromEntries(Object.entries(values).map(([key, value]) => [key, Buffer.from(value).toString('base64')])),
})
