import { readConfig } from '@jari/service/config.ts'
import { createLog } from '@jari/service/log.ts'
import { z } from 'zod'
import { demoLamp } from './seed.ts'
import { startLamp } from './simulated-lamp.ts'

const environment = z.object({
  /** Where the device service answers. */
  DEVICE_URL: z.url({ protocol: /^https?$/ }).default('http://device'),
  /** The credential that the demo's lamp was seeded with. */
  DEVICE_TOKEN: z.string().min(16, 'must have at least 16 characters'),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
})

const config = readConfig(environment, process.env)
const log = createLog({ service: 'simulator', level: config.LOG_LEVEL })
const lamp = startLamp({ url: config.DEVICE_URL, deviceId: demoLamp.id, token: config.DEVICE_TOKEN, log })
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => lamp.stop())
