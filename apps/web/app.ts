import { createApp, type AppParts } from '@jari/service/app.ts'
import type Koa from 'koa'
import type { Notice } from './notice.ts'
import { servePages } from './pages.ts'
import { securityHeaders } from './security-headers.ts'

export type WebParts = Omit<AppParts, 'service' | 'routes' | 'summary'> & {
  /** Folder that `vite build` wrote. */
  readonly pages: string
  readonly notice: Notice
}

/** The pages' server. It keeps nothing and knows nobody: pages ask the services themselves, through the entrance. */
export function createWebApp(parts: WebParts): Koa {
  const app = createApp({ ...parts, service: 'web', summary: 'The pages of Jari', routes: [] })
  app.use(securityHeaders)
  app.use(servePages(parts.pages, parts.notice))
  return app
}
