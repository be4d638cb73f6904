import { once } from 'node:events'
import { mkdirSync } from 'node:fs'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { freePorts } from '../../packages/service/testing/free-ports.ts'
import { apiDocs } from './api-docs.ts'
import { checkPages, pageEntries } from './check-pages.ts'
import { startChild, type Child } from './child.ts'
import { createEntrance } from './entrance.ts'
import { addressOf, type Setting } from './environment.ts'
import type { Log } from './log.ts'
import { buildPages } from './pages.ts'
import { readSecrets, type Secrets } from './secrets.ts'
import { listServices, type Service } from './services.ts'
import { createUnit, type Unit } from './unit.ts'

export type StackOptions = {
  readonly checkout: string
  /** Folder for databases, secrets and built pages. */
  readonly folder: string
  /** Port of the entrance on 127.0.0.1; 0 takes any free one. */
  readonly port: number
  /** Types are checked as the services run, and pages are built again when they change. */
  readonly checked: boolean
  readonly notice: 'preview' | ''
  readonly log: Log
  readonly died?: (what: string, how: number | string) => void
}

/** All services on the embedded database behind one entrance. */
export type Stack = {
  readonly url: string
  readonly secrets: Secrets
  readonly units: readonly Unit[]
  /** Resolves with the names of the services that did not start. */
  readonly started: Promise<string[]>
  stop(): Promise<void>
}

/** Opens the entrance and sets everything off; `started` tells when all is ready. Throws if the port is taken. */
export async function startStack(options: StackOptions): Promise<Stack> {
  mkdirSync(options.folder, { recursive: true, mode: 0o700 })
  const services = listServices(options.checkout)
  const [typesPort, ...free] = (await freePorts(services.length + 1)) as [number, ...number[]]
  const setting: Setting = {
    folder: options.folder,
    secrets: readSecrets(join(options.folder, 'secrets')),
    ports: Object.fromEntries(services.map((service, i) => [service.name, free[i] as number])),
    pages: join(options.folder, 'pages'),
    notice: options.notice,
  }
  const routes = services.map(({ name, path }) => ({ name, path, target: addressOf(setting, name) }))
  const documented = services.map(({ name }) => name).filter((name) => name !== 'web')
  const entrance = createEntrance(routes, options.checked ? apiDocs(documented) : undefined)
  await open(entrance, options.port)
  const { port } = entrance.address() as AddressInfo

  const types = options.checked ? startTypes(options, services, typesPort) : undefined
  const typesUrl = types && `http://127.0.0.1:${typesPort}`
  const units = services.map((service) => createUnit(service, setting, { ...options, typesUrl }))
  const built = () => {
    if (typesUrl) started.then(() => checkPages(options.checkout, typesUrl, options.log)).catch((error: Error) => options.log('pages', `types were not checked: ${error.message}`))
  }
  const pages = buildPages({ checkout: options.checkout, out: setting.pages, watch: options.checked, built, log: options.log })
  const started = Promise.all(
    units.map(async (unit) => {
      if (unit.service.name === 'web') await pages
      return (await unit.start()) ? [] : [unit.service.name]
    }),
  ).then((failed) => failed.flat())
  return {
    url: `http://localhost:${port}`,
    secrets: setting.secrets,
    units,
    started,
    stop: async () => {
      entrance.close()
      await Promise.all([...units, ...(types ? [types] : [])].map((one) => one.stop()))
      entrance.closeAllConnections()
      const { close } = await pages
      await close()
    },
  }
}

async function open(entrance: Server, port: number): Promise<void> {
  try {
    await once(entrance.listen(port, '127.0.0.1'), 'listening')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error
    throw new Error(`port ${port} of 127.0.0.1 is taken by another program; choose others with JARI_PORT`, { cause: error })
  }
}

/** The one process that checks types for all services. */
function startTypes(options: StackOptions, services: readonly Service[], port: number): Child {
  const entries = [...services.flatMap(({ main, simulator }) => (simulator ? [main, simulator] : [main])), ...pageEntries(options.checkout)]
  const args = [String(port), options.checkout, options.folder, ...entries]
  return startChild({ source: 'types', checkout: options.checkout, script: join(import.meta.dirname, 'types/server.ts'), args, env: process.env }, options.log)
}
