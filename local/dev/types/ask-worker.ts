// The thread that asks the types' server while the thread of the service waits.
import { setTimeout as sleep } from 'node:timers/promises'
import { workerData, type MessagePort } from 'node:worker_threads'
import type { Answer } from './ask.ts'

const { port, turn, url } = workerData as { port: MessagePort; turn: Int32Array; url: string }
/** The server starts together with the services, in milliseconds. */
const patience = 30_000

port.on('message', (file: string) => {
  void ask(file).then((answer) => {
    port.postMessage(answer)
    Atomics.store(turn, 0, 1)
    Atomics.notify(turn, 0)
  })
})

async function ask(file: string): Promise<Answer> {
  const giveUpAt = Date.now() + patience
  for (;;) {
    try {
      const response = await fetch(`${url}/?file=${encodeURIComponent(file)}`)
      return { status: response.status, text: await response.text() }
    } catch (error) {
      if (Date.now() > giveUpAt) return { status: 0, text: String((error as Error).cause ?? error) }
      await sleep(50)
    }
  }
}
