import type { Middleware } from 'koa'
import { problems } from './problems.ts'

/** A path template and a method that it takes. */
type Taken = { readonly method: string; readonly path: string }

/**
 * Answers requests whose path is there but not with that method: 405 with Allow, and OPTIONS with Allow alone. Of several
 * templates that fit a path the one with the fewest parameters tells: /staff/sessions is not the member of staff "sessions".
 */
export function allowMethods(taken: readonly Taken[]): Middleware {
  const templates = new Map<string, { form: RegExp; parameters: number; methods: Set<string> }>()
  for (const { method, path } of taken) {
    const known = templates.get(path) ?? { form: formOf(path), parameters: path.split(':').length, methods: new Set<string>() }
    if (method === 'GET') known.methods.add('HEAD')
    known.methods.add(method)
    templates.set(path, known)
  }
  const byParameters = [...templates.values()].toSorted((a, b) => a.parameters - b.parameters)
  return async (ctx, next) => {
    await next()
    if (ctx.body != null || ctx.status !== 404) return
    const template = byParameters.find(({ form }) => form.test(ctx.path))
    if (!template || template.methods.has(ctx.method)) return
    const allow = [...template.methods].join(', ')
    if (ctx.method !== 'OPTIONS') throw problems.methodNotAllowed(allow)
    ctx.status = 204
    ctx.set('Allow', allow)
  }
}

function formOf(path: string): RegExp {
  return new RegExp(`^${path.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`).replaceAll(/:\w+/g, '[^/]+')}/?$`)
}
