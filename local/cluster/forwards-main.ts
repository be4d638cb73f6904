/**
 * The process that joins the host's ports to the node. Its listening sockets were opened by `startNode` in the host's
 * network and are inherited as descriptors 3, 4, …; its outgoing connections are made in the node's network.
 * Arguments: the unix socket of the host where webhooks are read, and NAME=PORT for each port of the host that is to work inside the node too.
 */
import { forwarded, forwardTo } from './forwards.ts'
import { forwardedPorts } from './components.ts'
import { inNode } from './layout.ts'

const [webhookSocket, ...relays] = process.argv.slice(2)
if (!webhookSocket) throw new Error('usage: forwards-main.ts WEBHOOK-SOCKET [NAME=PORT …]')

forwardedPorts.forEach((name, i) => forwardTo(forwarded[name as keyof typeof forwarded]).listen({ fd: 3 + i }))
forwardTo({ path: webhookSocket }).listen(inNode.webhook, '127.0.0.1')
for (const relay of relays) {
  const [name, port] = relay.split('=')
  forwardTo(forwarded[name as keyof typeof forwarded]).listen(Number(port), '127.0.0.1')
}
