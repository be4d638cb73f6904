import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import { createProxyServer } from 'httpxy'

/** One rule of the entrance: requests below `path` go to `target` (`http://127.0.0.1:PORT`). */
export type Route = { readonly name: string; readonly path: string; readonly target: string }

/** The route of a request, by path segments as an Ingress of type Prefix does it; the longest wins. */
export function routeOf(routes: readonly Route[], url: string): Route | undefined {
  const path = url.split('?', 1)[0] ?? '/'
  return routes
    .filter((route) => route.path === '/' || path === route.path || path.startsWith(`${route.path}/`))
    .toSorted((a, b) => b.path.length - a.path.length)[0]
}

/**
 * The one door in front of all services, with the paths of the cluster's ingress; carries WebSockets too.
 * A service that does not answer (it starts, or its types do not fit) gives 502 with a problem document.
 * `first` may answer a request before any service does; it says whether it did.
 */
export function createEntrance(routes: readonly Route[], first: (request: IncomingMessage, response: ServerResponse) => boolean = () => false): Server {
  const proxy = createProxyServer({ xfwd: true })
  proxy.on('error', (error, request, response) => refuse(routes, error, request, response as ServerResponse | Socket | undefined))
  const server = createServer((request, response) => {
    if (first(request, response)) return
    const route = routeOf(routes, request.url ?? '/')
    if (!route) return refuse(routes, new Error('nothing is behind this path'), request, response)
    void proxy.web(request, response, { target: route.target })
  })
  server.on('upgrade', (request, socket, head) => {
    const route = routeOf(routes, request.url ?? '/')
    socket.on('error', () => socket.destroy())
    if (!route) return void socket.destroy()
    void proxy.ws(request, socket as Socket, { target: route.target }, head)
  })
  return server
}

function refuse(routes: readonly Route[], error: Error, request: IncomingMessage | undefined, response: ServerResponse | Socket | undefined): void {
  if (!response || !('writeHead' in response)) return void response?.destroy()
  if (response.headersSent) return void response.destroy()
  const name = routeOf(routes, request?.url ?? '/')?.name ?? 'entrance'
  const detail = `${name} is not answering: it is starting, or it stopped (its log says why). ${error.message}`
  response.writeHead(502, { 'content-type': 'application/problem+json', 'retry-after': '1' })
  response.end(JSON.stringify({ type: 'about:blank', title: 'Bad Gateway', status: 502, detail }))
}
