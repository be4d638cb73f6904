import { readFileSync } from 'node:fs'
import { get as httpGet } from 'node:http'
import { get as httpsGet } from 'node:https'
import { connect } from 'node:net'
import type { Probe } from './component.ts'

const limit = 2_000

/** Whether what a probe asks answers within two seconds: a 2xx for HTTP, an open connection for the others. */
export function serves(probe: Probe): Promise<boolean> {
  if ('http' in probe) return answers((done) => httpGet(probe.http, { timeout: limit, agent: false }, done))
  if ('https' in probe)
    return answers((done) => httpsGet(probe.https, { timeout: limit, agent: false, ca: readFileSync(probe.ca) }, done))
  return connects('tcp' in probe ? { host: '127.0.0.1', port: probe.tcp } : { path: probe.socket })
}

type Request = ReturnType<typeof httpGet>

function answers(ask: (done: Parameters<typeof httpGet>[2] & {}) => Request): Promise<boolean> {
  return new Promise((resolve) => {
    const request = ask((response) => {
      response.resume()
      const { statusCode = 0 } = response
      resolve(statusCode >= 200 && statusCode < 300)
    })
    request.on('timeout', () => request.destroy(new Error('timed out')))
    // Not serving yet is an answer here, not a fault.
    request.on('error', () => resolve(false))
  })
}

function connects(to: { host: string; port: number } | { path: string }): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ ...to, timeout: limit })
    const end = (served: boolean) => {
      socket.destroy()
      resolve(served)
    }
    socket.on('connect', () => end(true))
    socket.on('timeout', () => end(false))
    socket.on('error', () => end(false))
  })
}
