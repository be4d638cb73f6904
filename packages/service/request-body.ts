import type { Context } from 'koa'
import { problems } from './problems.ts'
import type { BodyFormat } from './route.ts'

/** Bodies of requests unless an operation says otherwise: JSON of at most 64 KiB. */
export const jsonBody: BodyFormat = { mediaType: 'application/json', limit: 64 * 1024, parse: parseJson }

/**
 * The body of a request as it came. Throws problems: 415 for another content type, 413 above the limit
 * (at once if the length is announced, else as soon as it is passed), 400 for what cannot be read in UTF-8.
 */
export async function readBody(ctx: Context, format: BodyFormat): Promise<string> {
  const type = ctx.get('Content-Type')
  const essence = (type.split(';', 1)[0] as string).trim().toLowerCase()
  // application/json also by its kin: application/problem+json and the like
  const fits = essence === format.mediaType || (format === jsonBody && /^application\/[a-z0-9.+-]+\+json$/.test(essence))
  if (!fits) throw problems.unsupportedMediaType(type, format.mediaType)
  if (Number(ctx.get('Content-Length')) > format.limit) throw problems.tooLarge(format.limit)
  return readText(ctx, format.limit)
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    throw problems.malformed(`The body is no JSON: ${(error as Error).message}`, [{ in: 'body', pointer: '#', detail: 'is no JSON' }])
  }
}

async function readText(ctx: Context, limit: number): Promise<string> {
  const chunks: Buffer[] = []
  let size = 0
  // Leaving the loop early must not destroy the connection: the answer still has to go out on it.
  for await (const chunk of ctx.req.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size > limit) throw problems.tooLarge(limit)
    chunks.push(chunk)
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunks))
  } catch {
    throw problems.malformed('The body is not UTF-8.', [{ in: 'body', pointer: '#', detail: 'is not UTF-8' }])
  }
}
