// The load generator: a process of its own, so that its work is not the service's. Does what its parent tells it and sends back what it saw.
import { openConnection } from './connection.ts'
import type { Connection } from './connection.ts'
import { openLoop } from './open-loop.ts'
import type { Loop } from './open-loop.ts'

/** A guest's seat and token. */
export type Guest = { readonly storeId: string; readonly seatId: string; readonly token: string }
/** What the parent asks for: orders of `lines` for these guests, one guest after the other, over connections that are shared out evenly among the ports. */
export type Task = { readonly ports: readonly number[]; readonly guests: readonly Guest[]; readonly items: readonly string[]; readonly lines: number; readonly rate: number; readonly seconds: number; readonly connections: number }
export type Report = Loop & { readonly firstFailure: string | null }

async function run(task: Task): Promise<Report> {
  let broken: Error | null = null
  let firstFailure: string | null = null
  const free: Connection[] = await Promise.all(Array.from({ length: task.connections }, (_, i) => openConnection(task.ports[i % task.ports.length] as number, (error) => (broken ??= error))))
  const all = [...free]
  const heads = task.guests.map(({ storeId, token }) => `POST /order/stores/${storeId}/orders HTTP/1.1\r\nHost: order\r\nAccept: application/json\r\nContent-Type: application/json\r\nAuthorization: Bearer ${token}\r\nIdempotency-Key: `)
  const prefix = `${process.pid}-${Date.now()}-`
  let next = 0
  const loop = await openLoop(task.rate, task.seconds, (done) => {
    if (broken) throw broken
    const connection = free.pop()
    if (!connection) return false
    const n = next++
    const { seatId } = task.guests[n % task.guests.length] as Guest
    const lines = Array.from({ length: task.lines }, (_, i) => ({ itemId: task.items[(n + i * 3) % task.items.length], quantity: 1 + ((n + i) % 2) }))
    const body = JSON.stringify({ seatId, lines })
    connection.send(`${heads[n % heads.length]}${prefix}${n}\r\nContent-Length: ${body.length}\r\n\r\n${body}`, (status, answer) => {
      if (status !== 201) firstFailure ??= `${status} ${answer}`
      free.push(connection)
      done(status)
    })
    return true
  })
  for (const connection of all) connection.close()
  return { ...loop, firstFailure }
}

process.on('message', (task: Task) => {
  run(task).then(
    (report) => process.send?.(report),
    (error: unknown) => {
      console.error(error)
      process.exit(1)
    },
  )
})
