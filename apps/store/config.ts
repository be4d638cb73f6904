import { z } from 'zod'
import { serviceEnvironment } from '@jari/service/config.ts'

/** Password of the demo staff where nobody set one: `npm run dev` and the preview, never a deployed environment. */
export const embeddedDemoPassword = 'half-moon-demo'

const environment = serviceEnvironment.extend({
  /** File with the Ed25519 private JWK that signs tokens; with an embedded database it may be absent, and is made beside that. */
  SIGNING_KEY_FILE: z.string().optional(),
  /** Password of all demo staff, set when they are seeded. */
  DEMO_STAFF_PASSWORD: z.string().min(8).optional(),
})
type Environment = z.infer<typeof environment>

/** What the service reads from its environment. */
export const storeEnvironment = environment.check(neededWhereServed('SIGNING_KEY_FILE', () => true))

/** What migrate.ts reads: it seeds, and signs nothing. */
export const storeMigrationEnvironment = environment.check(neededWhereServed('DEMO_STAFF_PASSWORD', ({ DEMO }) => DEMO))

/** With a database of its own the installation is a real one, and must be given its secrets. */
function neededWhereServed(name: 'SIGNING_KEY_FILE' | 'DEMO_STAFF_PASSWORD', applies: (environment: Environment) => boolean) {
  return ({ value, issues }: { value: Environment; issues: { code: 'custom'; path: string[]; message: string; input: undefined }[] | object[] }) => {
    const served = /^(mariadb|mysql):/.test(value.DATABASE_URL ?? '')
    if (served && applies(value) && value[name] === undefined) issues.push({ code: 'custom', path: [name], message: 'is needed with a database that is not embedded', input: undefined })
  }
}

/** Where the signing key of an embedded installation lies. */
export function embeddedKeyPath(databaseUrl: string | undefined): string {
  const path = databaseUrl?.replace(/^(sqlite|file):(\/\/)?/, '') || '.jari/store.sqlite'
  return `${path}.signing-key.json`
}
