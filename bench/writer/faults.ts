import { chmod, mkdir, writeFile } from 'node:fs/promises'
import { once } from 'node:events'
import { createConnection, createServer, type AddressInfo } from 'node:net'
import { join } from 'node:path'

/** One push in this many is rejected before it lands, refused by a failing hook, or lands although a hook fails after it. */
const oneIn = { 'pre-receive': 12, update: 20, 'post-receive': 20 } as const

/** Puts hooks into a bare repository of Gitea's that fail by chance. */
export async function plantHooks(repository: string): Promise<void> {
  for (const [hook, rate] of Object.entries(oneIn)) {
    const folder = join(repository, 'hooks', `${hook}.d`)
    await mkdir(folder, { recursive: true })
    const file = join(folder, 'by-chance')
    await writeFile(file, `#!/bin/sh\nn=$(od -An -N2 -tu2 /dev/urandom)\n[ $((n % ${rate})) -ne 0 ] || { echo "${hook}: failed on purpose" >&2; exit 1; }\n`)
    await chmod(file, 0o755)
  }
}

export type Line = AsyncDisposable & { readonly port: number; readonly cut: () => number }

/**
 * A line to `port` of this machine that cuts one connection in `rate`: after some bytes of the question, or of the answer, so that
 * what was asked may or may not have been done.
 */
export async function badLine(port: number, rate: number, random: () => number): Promise<Line> {
  let cuts = 0
  const server = createServer((near) => {
    const far = createConnection(port, '127.0.0.1')
    const end = () => {
      near.destroy()
      far.destroy()
    }
    near.on('error', end).on('close', end)
    far.on('error', end).on('close', end)
    if (random() < 1 / rate) {
      cuts++
      const side = random() < 0.5 ? near : far
      let left = Math.floor(random() * 3_000)
      side.on('data', (bytes: Buffer) => (left -= bytes.length) < 0 && end())
    }
    near.pipe(far)
    far.pipe(near)
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  return {
    port: (server.address() as AddressInfo).port,
    cut: () => cuts,
    [Symbol.asyncDispose]: async () => void (await once(server.close(), 'close')),
  }
}
