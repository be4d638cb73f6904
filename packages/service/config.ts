import { z } from 'zod'

/** A whole number from text, as environment variables hold it. */
const port = z.coerce.number().int().min(0).max(65535)

/** Variables that every service reads. An app's own schema extends this with `serviceEnvironment.extend({ … })`. */
export const serviceEnvironment = z.object({
  /** Port of the service; 0 takes any free one. */
  PORT: port.default(8080),
  /** Address to listen on; absent: all. On one machine 127.0.0.1. */
  HOST: z.string().optional(),
  /** Port of /metrics only; 0 takes any free one. */
  METRICS_PORT: port.default(9090),
  /** `mariadb://…`, `mysql://…`, or `sqlite:PATH`, `file:PATH`; absent: `.jari/<service>.sqlite` in the working folder. */
  DATABASE_URL: z.string().regex(/^(mariadb:\/\/|mysql:\/\/|sqlite:|file:)/, 'must begin with mariadb://, mysql://, sqlite: or file:').optional(),
  /** Where the store service answers; the keys that verify tokens are published there. */
  STORE_URL: z.url({ protocol: /^https?$/ }).default('http://store'),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
  /** 1: seed the demo brand. */
  DEMO: z.enum(['0', '1']).default('0').transform((value) => value === '1'),
  /** Origins besides the service's own that browsers may open WebSockets from, separated by commas. */
  ALLOWED_ORIGINS: z.string().default('').transform((value) => value.split(',').map((one) => one.trim()).filter(Boolean)),
  /** How long a service keeps serving after SIGTERM while others learn that it goes, in milliseconds. */
  DRAIN_MS: z.coerce.number().int().min(0).max(60_000).default(3000),
})
export type ServiceConfig = Readonly<z.infer<typeof serviceEnvironment>>

/** Says every fault of a configuration at once. */
export class ConfigError extends Error {
  override name = 'ConfigError'
}

/**
 * Parses a service's environment once; the result is frozen. An empty variable counts as absent.
 * Throws ConfigError that lists every fault, a line each.
 */
export function readConfig<Schema extends z.ZodObject>(schema: Schema, env: NodeJS.ProcessEnv): Readonly<z.infer<Schema>> {
  const present = Object.fromEntries(Object.entries(env).filter(([name, value]) => name in schema.shape && value !== ''))
  const result = schema.safeParse(present)
  if (result.success) return Object.freeze(result.data)
  const faults = result.error.issues.map((issue) => `  ${issue.path.join('.')}: ${issue.message}`)
  throw new ConfigError(`Configuration is not usable:\n${faults.join('\n')}`)
}
