import type { LoadHook } from 'node:module'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'

/** Node's hook that loads a module: TypeScript of the checkout comes compiled, everything else as ever. */
export const load: LoadHook = async (url, context, nextLoad) => {
  if (!url.startsWith('file:') || !/\.tsx?$/.test(url) || url.includes('/node_modules/')) return nextLoad(url, context)
  const response = await ask(fileURLToPath(url))
  const text = await response.text()
  if (response.ok) return { format: 'module', source: text, shortCircuit: true }
  // without a stack: the place to look at is in the message
  throw Object.assign(new Error(), { stack: response.status === 422 ? `Types do not fit, so this is not run:\n${text}` : `the types' server answered ${response.status}` })
}

/** Asks the types' server, which may still be starting. */
async function ask(file: string): Promise<Response> {
  const url = `${process.env.TYPES_URL}/?file=${encodeURIComponent(file)}`
  const giveUpAt = Date.now() + 60_000
  for (;;) {
    try {
      return await fetch(url)
    } catch (error) {
      if ((error as { cause?: { code?: string } }).cause?.code !== 'ECONNREFUSED' || Date.now() > giveUpAt) throw error
      await sleep(50)
    }
  }
}
