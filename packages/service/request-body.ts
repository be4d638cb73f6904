import type { IncomingMessage } from 'node:http'
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

const utf8 = new TextDecoder('utf-8', { fatal: true })

async function readText(ctx: Context, limit: number): Promise<string> {
  const bytes = await readBytes(ctx.req, limit)
  try {
    return utf8.decode(bytes)
  } catch {
    throw problems.malformed('The body is not UTF-8.', [{ in: 'body', pointer: '#', detail: 'is not UTF-8' }])
  }
}

/** By events: iterating over the stream costs several times as much as all the rest of reading a body. */
function readBytes(request: IncomingMessage, limit: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    let size = 0
    request.on('data', (chunk: Buffer) => {
      size += chunk.length
      if (size > limit) {
        // The connection stays: the answer still has to go out on it.
        request.removeAllListeners('data')
        request.resume()
        return reject(problems.tooLarge(limit))
      }
      chunks.push(chunk)
    })
    request.on('end', () => resolve(chunks.length === 1 ? (chunks[0] as Buffer) : Buffer.concat(chunks)))
    request.on('error', reject)
    request.on('close', () => {
      if (!request.readableEnded) reject(problems.malformed('The connection ended before the body did.'))
    })
  })
}
