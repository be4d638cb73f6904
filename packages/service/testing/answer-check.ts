import { Ajv2020 } from 'ajv/dist/2020.js'
import type { ValidateFunction } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import type { Context } from 'koa'
import { parse } from 'yaml'

type Content = Record<string, { schema: object }>
type Document = { paths: Record<string, Record<string, { responses: Record<string, { content?: Content }> }>>; components: { schemas: object } }

/**
 * Holds every answer of an app against its own OpenAPI document, with a validator that is not the one which made it: status,
 * media type and body must be as documented. An answer that is not becomes a 500 which says why, so that no test passes on it.
 */
export function answerCheck(document: object): (ctx: Context) => void {
  const faultOf = answerFaults(document as Document)
  return (ctx) => {
    if (ctx.status === 500 || ctx.method === 'HEAD' || ctx.method === 'OPTIONS') return
    const path = typeof ctx._matchedRoute === 'string' ? ctx._matchedRoute.replaceAll(/:(\w+)/g, '{$1}') : ''
    const fault = faultOf({ method: ctx.method.toLowerCase(), path, status: ctx.status, type: ctx.response.type, body: ctx.body })
    if (!fault) return
    ctx.body = `The answer breaks the document: ${ctx.method} ${path || ctx.path} ${ctx.response.status}: ${fault}`
    ctx.status = 500
    ctx.type = 'text/plain'
  }
}

type Answer = { readonly method: string; readonly path: string; readonly status: number; readonly type: string; readonly body: unknown }

/** What is wrong with an answer, by the document; undefined if nothing is. */
export function answerFaults(document: Document): (answer: Answer) => string | undefined {
  const ajv = new Ajv2020({ strict: false, allErrors: true })
  // both forms are met, as with other packages that are CommonJS with a default
  const formats = addFormats as unknown as { default: typeof addFormats.default } & typeof addFormats.default
  ;(formats.default ?? formats)(ajv)
  ajv.addSchema({ $id: 'document', components: document.components })
  const compiled = new Map<object, ValidateFunction>()
  const undocumented: Record<string, { content?: Content }> = { 404: problem(), 405: problem() }

  function validatorOf(schema: object): ValidateFunction {
    const known = compiled.get(schema)
    if (known) return known
    const text = JSON.stringify(schema).replaceAll('"#/components/', '"document#/components/')
    const made = ajv.compile(JSON.parse(text) as object)
    compiled.set(schema, made)
    return made
  }

  return ({ method, path, status, type, body }) => {
    const operation = document.paths[path]?.[method]
    if (!operation && (path === '/livez' || path === '/readyz' || path.endsWith('/openapi.json'))) return undefined
    const response = (operation?.responses ?? undocumented)[status]
    if (!response) return 'this status is not documented'
    if (!response.content) return body == null ? undefined : 'there must be no body'
    const media = response.content[type]
    if (!media) return `the type is ${type || 'missing'}, not ${Object.keys(response.content).join(' or ')}`
    const valid = validatorOf(media.schema)
    return valid(valueOf(type, body)) ? undefined : ajv.errorsText(valid.errors)
  }
}

function problem(): { content: Content } {
  return { content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } } }
}

/** The value of a body before or after it was made text. */
function valueOf(type: string, body: unknown): unknown {
  if (type === 'application/yaml') return parse(String(body))
  if (typeof body === 'string' && type.endsWith('json')) return JSON.parse(body)
  return typeof body === 'object' ? JSON.parse(JSON.stringify(body)) : body
}
