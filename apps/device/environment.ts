import { serviceEnvironment } from '@jari/service/config.ts'
import { z } from 'zod'

/** Variables of the device service. */
export const deviceEnvironment = serviceEnvironment.extend({
  /** With DEMO=1: the credential that the demo's lamp is given. */
  DEVICE_TOKEN: z.string().min(16, 'must have at least 16 characters').optional(),
})
