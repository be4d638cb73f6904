import { createHmac, timingSafeEqual } from 'node:crypto'
import { rm, mkdir } from 'node:fs/promises'
import { createServer, type IncomingMessage } from 'node:http'
import { dirname } from 'node:path'

/** A push with thousands of commits is cut by Gitea long before this. */
const bodyLimit = 5 * 1024 * 1024

/**
 * Listens on a unix socket for Gitea's webhook and calls `onChange` for each push to main and each event of a pull request that carries the
 * secret's signature.
 * Answers 204 when understood, 400 to what is not JSON, 401 to a bad signature, 413 to too much.
 */
export async function startWebhook(socket: string, secret: string, onChange: () => void): Promise<{ close: () => Promise<void> }> {
  const server = createServer(async (request, response) => {
    const answer = (status: number) => response.writeHead(status, { connection: 'close' }).end()
    const body = await bodyOf(request)
    if (body === undefined) return answer(413)
    if (!isSigned(body, request.headers['x-gitea-signature'], secret)) return answer(401)
    const ref = refOf(body)
    if (ref === null) return answer(400)
    const event = String(request.headers['x-gitea-event'])
    if ((event === 'push' && ref === 'refs/heads/main') || /^pull_request(_sync)?$/.test(event)) onChange()
    return answer(204)
  })
  await mkdir(dirname(socket), { recursive: true })
  // one that was killed leaves its socket behind
  await rm(socket, { force: true })
  await new Promise<void>((done, failed) => server.on('error', failed).listen(socket, done))
  return { close: () => new Promise((done) => server.close(() => done())) }
}

async function bodyOf(request: IncomingMessage): Promise<Buffer | undefined> {
  const parts: Buffer[] = []
  let size = 0
  for await (const part of request as AsyncIterable<Buffer>) {
    size += part.length
    if (size > bodyLimit) return undefined
    parts.push(part)
  }
  return Buffer.concat(parts)
}

/** Whether `signature` is the body's HMAC-SHA256 in hexadecimal. */
function isSigned(body: Buffer, signature: string | string[] | undefined, secret: string): boolean {
  if (typeof signature !== 'string') return false
  const wanted = createHmac('sha256', secret).update(body).digest()
  const given = Buffer.from(signature, 'hex')
  return given.length === wanted.length && timingSafeEqual(given, wanted)
}

/** The ref that the event is about; undefined if it is about none, null if the body is not JSON. */
function refOf(body: Buffer): string | undefined | null {
  try {
    return (JSON.parse(body.toString('utf8')) as { ref?: string }).ref
  } catch (error) {
    if (error instanceof SyntaxError) return null
    throw error
  }
}
