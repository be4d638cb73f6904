import { STATUS_CODES } from 'node:http'
import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'

/** The route that a URL's path fits, with the values of its parameters. */
export function findRoute<Route extends { readonly path: string }>(routes: readonly Route[], url: string): { route: Route; params: Record<string, string> } | null {
  const { pathname } = new URL(url, 'http://service')
  for (const route of routes) {
    const match = new URLPattern({ pathname: route.path }).exec({ pathname })
    if (match) return { route, params: match.pathname.groups as Record<string, string> }
  }
  return null
}

/** A page may connect to the host it came from. Whatever sends no Origin is no browser, and has no cookies to abuse. */
export function originAllowed(request: IncomingMessage, allowed: readonly string[]): boolean {
  const { origin, host } = request.headers
  if (origin === undefined || allowed.includes(origin)) return true
  return URL.canParse(origin) && new URL(origin).host === host
}

/** Answers an upgrade with a status instead. */
export function refuse(socket: Duplex, status: number): void {
  socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`)
}
