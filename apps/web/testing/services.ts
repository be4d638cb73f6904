import { fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'

/** All services behind one entrance, on the embedded database. */
export type Services = { readonly url: string; readonly staffPassword: string; readonly deviceToken: string; stop(): Promise<void> }

/** Starts all services as processes of their own, as the preview does. Throws with what they said if they do not come up. */
export async function startServices(): Promise<Services> {
  const folder = await mkdtemp(join(tmpdir(), 'jari-pages-'))
  const child = fork(resolve(import.meta.dirname, '../../../local/dev/stack-main.ts'), [folder], { stdio: ['ignore', 'ignore', 'pipe', 'ipc'] })
  let said = ''
  child.stderr?.on('data', (data) => (said += data))
  const exited = once(child, 'exit')
  const ready = await Promise.race([once(child, 'message'), exited.then(() => undefined)])
  if (!ready) throw new Error(`the services did not start:\n${said}`)
  return {
    ...(ready[0] as Omit<Services, 'stop'>),
    stop: async () => {
      child.kill('SIGTERM')
      await exited
      await rm(folder, { recursive: true, force: true })
    },
  }
}
