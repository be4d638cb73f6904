import { createReadStream } from 'node:fs'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { createRequire } from 'node:module'
import { dirname, extname, join } from 'node:path'

const path = '/api-docs'
const assets = ['swagger-ui.css', 'swagger-ui-bundle.js', 'swagger-ui-standalone-preset.js', 'favicon-32x32.png']
const types: Record<string, string> = { '.css': 'text/css', '.js': 'text/javascript', '.png': 'image/png' }

const html = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Jari: the services' operations</title>
<link rel="stylesheet" href="${path}/swagger-ui.css">
<link rel="icon" href="${path}/favicon-32x32.png">
</head>
<body>
<div id="viewer"></div>
<script src="${path}/swagger-ui-bundle.js"></script>
<script src="${path}/swagger-ui-standalone-preset.js"></script>
<script src="${path}/start.js"></script>
</body>
</html>
`

/**
 * The operations of these services in Swagger UI, below /api-docs of the entrance, from the documents that the services serve.
 * Everything comes from this machine. Returns false for a request that is for something else.
 */
export function apiDocs(services: readonly string[]): (request: IncomingMessage, response: ServerResponse) => boolean {
  const urls = services.map((name) => ({ name, url: `/${name}/openapi.json` }))
  // without a validator of somebody else's: it would be told the address of every document
  const start = `SwaggerUIBundle({ dom_id: '#viewer', urls: ${JSON.stringify(urls)}, presets: [SwaggerUIBundle.presets.apis, SwaggerUIStandalonePreset], layout: 'StandaloneLayout', validatorUrl: null, deepLinking: true, persistAuthorization: true })\n`
  const viewer = dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'))
  return (request, response) => {
    const asked = (request.url ?? '').split('?', 1)[0] ?? ''
    if (asked === path) return send(response, 'text/html; charset=utf-8', html)
    if (asked === `${path}/start.js`) return send(response, 'text/javascript', start)
    const asset = assets.find((name) => asked === `${path}/${name}`)
    if (!asset) return false
    response.writeHead(200, { 'content-type': types[extname(asset)] })
    createReadStream(join(viewer, asset)).on('error', () => response.destroy()).pipe(response)
    return true
  }
}

function send(response: ServerResponse, type: string, text: string): true {
  response.writeHead(200, { 'content-type': type, 'content-security-policy': "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:" })
  response.end(text)
  return true
}
