import { MessageChannel, receiveMessageOnPort, Worker } from 'node:worker_threads'

export type Answer = { readonly status: number; readonly text: string }

/** A function that asks the types' server for a file and blocks until the answer is there, since modules are loaded synchronously. */
export function openQuestions(url: string): (file: string) => Answer {
  const turn = new Int32Array(new SharedArrayBuffer(4))
  const { port1: mine, port2: its } = new MessageChannel()
  // without execArgv the worker would preload what its process preloads, and so on
  const worker = new Worker(new URL('./ask-worker.ts', import.meta.url), { workerData: { port: its, turn, url }, transferList: [its], execArgv: [] })
  worker.unref()
  mine.unref()
  return (file) => {
    Atomics.store(turn, 0, 0)
    mine.postMessage(file)
    Atomics.wait(turn, 0, 0)
    const answer = receiveMessageOnPort(mine) as { message: Answer } | undefined
    return answer?.message ?? { status: 0, text: 'nothing' }
  }
}
