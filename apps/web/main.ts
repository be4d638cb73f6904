import { resolve } from 'node:path'
import { readConfig, serviceEnvironment } from '@jari/service/config.ts'
import { createLog } from '@jari/service/log.ts'
import { createMetrics } from '@jari/service/metrics.ts'
import { createReadiness } from '@jari/service/readiness.ts'
import { serve } from '@jari/service/serve.ts'
import { stopOnSignals } from '@jari/service/signals.ts'
import { createVerifier } from '@jari/service/verifier.ts'
import { z } from 'zod'
import { createWebApp } from './app.ts'
import { pagesAreBuilt } from './pages.ts'

const environment = serviceEnvironment.extend({
  /** Folder of the built pages. */
  PAGES: z.string().default(resolve(import.meta.dirname, 'dist')),
  /** What the pages say about themselves above everything else. */
  NOTICE: z.enum(['', 'preview']).default(''),
})

const config = readConfig(environment, process.env)
const log = createLog({ service: 'web', level: config.LOG_LEVEL })
const metrics = createMetrics({ process: true })
const readiness = createReadiness([{ name: 'pages', check: () => pagesAreBuilt(config.PAGES) }])
const verifier = createVerifier({ keys: async () => ({ keys: [] }) })
const app = createWebApp({ log, metrics, readiness, verifier, pages: config.PAGES, notice: config.NOTICE })
stopOnSignals(await serve({ config, app, readiness, log, metrics }), log)
