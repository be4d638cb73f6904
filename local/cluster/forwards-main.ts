/**
 * The process that joins the host's ports to the node. Its listening sockets were opened by `startNode` in the host's
 * network and are inherited as descriptors 3, 4, …; its outgoing connections are made in the node's network.
 * One argument: the unix socket of the host where webhooks are read.
 */
import { forwarded, forwardTo } from './forwards.ts'
import { forwardedPorts } from './components.ts'
import { inNode } from './layout.ts'

const [webhookSocket] = process.argv.slice(2)
if (!webhookSocket) throw new Error('usage: forwards-main.ts WEBHOOK-SOCKET')

forwardedPorts.forEach((name, i) => forwardTo(forwarded[name as keyof typeof forwarded]).listen({ fd: 3 + i }))
forwardTo({ path: webhookSocket }).listen(inNode.webhook, '127.0.0.1')
