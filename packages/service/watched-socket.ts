import { connect } from 'node:net'
import type { Socket, TcpNetConnectOpts, IpcNetConnectOpts } from 'node:net'

/**
 * A socket to the database that gives up when the other side owes an answer and has said nothing for `patience`
 * milliseconds. A server whose machine is gone never says so: without this a statement would wait until the kernel gives up,
 * about a quarter of an hour.
 */
export function watchedSocket(where: TcpNetConnectOpts | IpcNetConnectOpts, patience: number): Socket {
  const socket = connect(where)
  socket.setNoDelay(true)
  socket.setKeepAlive(true)
  let answeredUpTo = 0
  socket.on('data', () => {
    answeredUpTo = socket.bytesWritten
  })
  if (Number.isFinite(patience)) socket.setTimeout(patience, () => {
    const owed = socket.bytesWritten > answeredUpTo
    if (owed) socket.destroy(Object.assign(new Error(`The database has not answered for ${patience} ms`), { code: 'ETIMEDOUT' }))
  })
  return socket
}
