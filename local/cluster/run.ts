import { spawn } from 'node:child_process'

/** What a finished command printed. */
export type Output = { readonly stdout: string; readonly stderr: string }

/** How to run a command: what to feed it, what to add to its environment, and a time limit in milliseconds. */
export type RunOptions = { readonly input?: string | Buffer; readonly env?: NodeJS.ProcessEnv; readonly cwd?: string; readonly timeout?: number }

/** Runs one command to its end. Fails with an Error that names the command and carries the end of its output. */
export function run(command: string, args: readonly string[], options: RunOptions = {}): Promise<Output> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd: options.cwd,
      env: { ...process.env, ...options.env },
      stdio: ['pipe', 'pipe', 'pipe'],
      ...(options.timeout === undefined ? {} : { timeout: options.timeout, killSignal: 'SIGKILL' }),
    })
    const out: Buffer[] = []
    const err: Buffer[] = []
    child.stdout.on('data', (chunk: Buffer) => out.push(chunk))
    child.stderr.on('data', (chunk: Buffer) => err.push(chunk))
    // A command that ends without reading its input is judged by its exit code.
    child.stdin.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') reject(error)
    })
    child.on('error', reject)
    child.on('close', (code, signal) => {
      const output = { stdout: Buffer.concat(out).toString(), stderr: Buffer.concat(err).toString() }
      if (code === 0) return resolve(output)
      const said = (output.stderr.trim() || output.stdout.trim()).split('\n').slice(-12).join('\n')
      reject(new Error(`${command} ${args[0] ?? ''} ended with ${signal ?? code}: ${said}`))
    })
    child.stdin.end(options.input ?? '')
  })
}
