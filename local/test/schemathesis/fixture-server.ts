import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { json } from 'node:stream/consumers'
import type { Operation } from '../../../packages/service/testing/openapi/document.ts'
import type { Fixtures } from '../../../packages/service/testing/openapi/fixtures.ts'

type Parts = { readonly operations: readonly Operation[]; readonly fixtures: Fixtures; readonly tokenFor: (word: string) => Promise<string>; readonly storeId: string }

type Question = { readonly operation: string; readonly path?: readonly string[]; readonly body?: Record<string, never> | null }

/** Who tries an operation: the one who may most. */
const order = ['staff:owner', 'staff:manager', 'staff:barista', 'guest', 'device']

/** Answers what hooks.py asks: a token for an operation, real ids for its path, a body that means something. */
export async function serveFixtures(parts: Parts): Promise<{ readonly origin: string; close(): Promise<void> }> {
  const server = createServer((request, response) => {
    answer(parts, request.url ?? '', request)
      .then((value) => response.end(JSON.stringify(value)))
      .catch((error: Error) => {
        console.error(error)
        response.writeHead(500).end(error.message)
      })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: async () => {
      server.close()
      server.closeAllConnections()
      await once(server, 'close')
    },
  }
}

async function answer(parts: Parts, url: string, request: NodeJS.ReadableStream): Promise<object> {
  const question = (await json(request)) as Question
  const operation = parts.operations.find(({ id }) => id === question.operation)
  if (!operation) throw new Error(`no operation ${question.operation}`)
  if (url === '/token') {
    const word = order.find((one) => operation.access?.includes(one))
    return { token: word ? await parts.tokenFor(word) : null }
  }
  const path: Record<string, string> = {}
  for (const name of question.path ?? []) {
    const make = parts.fixtures.things[name]
    if (!make) throw new Error(`${operation.method} ${operation.path}: say what a {${name}} is, in the fixtures`)
    path[name] = await make(operation.id)
  }
  const make = parts.fixtures.bodies[operation.id]
  const body = question.body && make ? await make({ body: question.body, storeId: parts.storeId }) : (question.body ?? null)
  return { path, body }
}
