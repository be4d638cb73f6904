import { join } from 'node:path'
import type { Secrets } from './secrets.ts'
import type { Service } from './services.ts'

/** What all services of one set share. */
export type Setting = {
  /** Folder of databases and built pages, absolute. */
  readonly folder: string
  readonly secrets: Secrets
  /** Port of each service, by name. */
  readonly ports: Readonly<Record<string, number>>
  /** Folder of the built pages. */
  readonly pages: string
  /** What the pages say about themselves above everything else. */
  readonly notice: 'preview' | ''
}

/** Where a service answers inside the machine. */
export function addressOf(setting: Setting, name: string): string {
  return `http://127.0.0.1:${setting.ports[name]}`
}

/** The environment of a service and its simulator: the same variables that the cluster's pods get. */
export function environmentOf(service: Service, setting: Setting): NodeJS.ProcessEnv {
  const { PATH, HOME, TZ, LANG, FORCE_COLOR } = process.env
  return {
    ...Object.fromEntries(Object.entries({ PATH, HOME, TZ, LANG, FORCE_COLOR }).filter(([, value]) => value !== undefined)),
    HOST: '127.0.0.1',
    PORT: String(setting.ports[service.name]),
    METRICS_PORT: '0',
    DATABASE_URL: `sqlite:${join(setting.folder, `${service.name}.sqlite`)}`,
    STORE_URL: addressOf(setting, 'store'),
    DEVICE_URL: addressOf(setting, 'device'),
    SIGNING_KEY_FILE: setting.secrets.signingKeyFile,
    DEMO: '1',
    DEMO_STAFF_PASSWORD: setting.secrets.staffPassword,
    DEVICE_TOKEN: setting.secrets.deviceToken,
    // nobody else has to learn that a service goes, so it need not wait
    DRAIN_MS: '0',
    PAGES: setting.pages,
    NOTICE: setting.notice,
  }
}
