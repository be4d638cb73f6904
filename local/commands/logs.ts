import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { readChoice } from '../elsewhere/choice.ts'
import type { Platform } from '../platform.ts'
import { paths } from '../platform.ts'

const environments = ['dev', 'staging', 'prod']

/** `npm run logs -- <service> [--env dev] [--follow] [--tail N]`: logs of a workload, or of a component of the platform (`npm run logs -- kubelet`). */
export async function logs(platform: Platform, args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { env: { type: 'string', default: 'dev' }, follow: { type: 'boolean', short: 'f', default: false }, tail: { type: 'string', default: '200' } },
  })
  const service = positionals[0]
  const components = await componentLogs(platform)
  if (!service) throw new Error(`npm run logs -- <service> [--env dev]: a workload (order, order-db, …) or a component of the platform: ${components.join(', ') || 'none runs yet'}`)
  if (!environments.includes(values.env)) throw new Error(`--env is one of ${environments.join(', ')}, not "${values.env}"`)
  if (!/^\d+$/.test(values.tail)) throw new Error(`--tail is a number of lines, not "${values.tail}"`)
  const { log, bin, kubeconfig } = paths(platform)
  if (components.includes(service)) return inherit('tail', ['-n', values.tail, ...(values.follow ? ['-F'] : []), join(log, `${service}.log`)])
  const elsewhere = readChoice(platform)
  if (!elsewhere && !existsSync(kubeconfig)) throw new Error('No cluster has been started here yet: npm start')
  const selector = `app.kubernetes.io/name=${service}`
  return inherit(join(bin, 'kubectl'), [
    ...(elsewhere ? [`--context=${elsewhere.context}`] : [`--kubeconfig=${kubeconfig}`]),
    `--namespace=jari-${values.env}`,
    'logs',
    `--selector=${selector}`,
    '--all-containers',
    '--prefix',
    '--ignore-errors',
    `--tail=${values.tail}`,
    ...(values.follow ? ['--follow', '--max-log-requests=20'] : []),
  ], elsewhere ? { KUBECONFIG: elsewhere.kubeconfig } : {})
}

async function componentLogs(platform: Platform): Promise<string[]> {
  const folder = paths(platform).log
  if (!existsSync(folder)) return []
  return (await readdir(folder)).filter((file) => file.endsWith('.log')).map((file) => file.slice(0, -4))
}

function inherit(program: string, args: string[], env: NodeJS.ProcessEnv = {}): Promise<number> {
  return new Promise((done, failed) => {
    const child = spawn(program, args, { stdio: 'inherit', env: { ...process.env, ...env } })
    child.on('error', failed)
    child.on('exit', (code) => done(code ?? 1))
  })
}
