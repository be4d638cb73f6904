import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type Router from '@koa/router'

const types: Record<string, string> = { 'delivery.css': 'text/css; charset=utf-8', 'delivery.js': 'text/javascript; charset=utf-8', 'delivery.svg': 'image/svg+xml' }

/** The page's few files, read once. */
export function assetRoutes(router: Router) {
  for (const [name, type] of Object.entries(types)) {
    const content = readFileSync(join(import.meta.dirname, '..', 'public', name))
    router.get(`/${name}`, (ctx) => {
      ctx.set('Cache-Control', 'no-cache')
      ctx.type = type
      ctx.body = content
    })
  }
}
