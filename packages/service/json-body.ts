import type { Context } from 'koa'
import { problems } from './problems.ts'

/** Largest body of a request, in bytes. */
export const bodyLimit = 64 * 1024

/**
 * The parsed JSON body of a request. Throws problems: 415 for another content type, 413 above the limit
 * (at once if the length is announced, else as soon as it is passed), 400 for what is no JSON in UTF-8.
 */
export async function readJsonBody(ctx: Context): Promise<unknown> {
  const type = ctx.get('Content-Type')
  if (!/^application\/(?:[a-z0-9.+-]+\+)?json\b/i.test(type)) throw problems.unsupportedMediaType(type)
  if (Number(ctx.get('Content-Length')) > bodyLimit) throw problems.tooLarge(bodyLimit)
  const text = await readText(ctx)
  try {
    return JSON.parse(text)
  } catch (error) {
    throw problems.malformed(`The body is no JSON: ${(error as Error).message}`, [{ in: 'body', pointer: '#', detail: 'is no JSON' }])
  }
}

async function readText(ctx: Context): Promise<string> {
  const chunks: Buffer[] = []
  let size = 0
  // Leaving the loop early must not destroy the connection: the answer still has to go out on it.
  for await (const chunk of ctx.req.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size > bodyLimit) throw problems.tooLarge(bodyLimit)
    chunks.push(chunk)
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunks))
  } catch {
    throw problems.malformed('The body is not UTF-8.', [{ in: 'body', pointer: '#', detail: 'is not UTF-8' }])
  }
}
