/** What of a Deployment is looked at here. */
export type Deployment = {
  readonly spec: { readonly template: { readonly spec: { readonly containers: readonly Readonly<Record<string, unknown>>[] } } & Readonly<Record<string, unknown>> } & Readonly<Record<string, unknown>>
}

type Manifest = { readonly apiVersion: string; readonly kind: string; readonly metadata: { readonly name: string }; readonly spec: object }

const name = 'abrupt'
const labels = { 'app.kubernetes.io/name': name, 'app.kubernetes.io/component': 'service' }
/** Runs before the service and ends the process at SIGTERM, with all that it is answering. */
const exitAtOnce = 'data:text/javascript,process.on("SIGTERM",()=>process.exit(0))'

/**
 * A copy of the order service's Deployment, of the same image, without preStop, drain and minReadySeconds, behind a host of its own;
 * and what lets it reach the order service's database and the keys of the store service. None of it touches the real ones.
 * Without minReadySeconds the old pod ends in the same second in which the entrance has just taken up the new one, and the entrance
 * takes up changes at most once a second.
 */
export function abruptCopy(order: Deployment, host: string): Manifest[] {
  const pod = order.spec.template.spec
  const containers = pod.containers.map((container) => ({ ...container, lifecycle: undefined, args: ['--import', exitAtOnce, 'apps/order/main.ts'] }))
  const backend = (service: string) => ({ service: { name: service, port: { name: 'http' } } })
  const copy = { podSelector: { matchLabels: { 'app.kubernetes.io/name': name } } }
  return [
    {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name },
      spec: { replicas: 1, strategy: order.spec.strategy, selector: { matchLabels: labels }, template: { metadata: { labels }, spec: { ...pod, containers } } },
    },
    { apiVersion: 'v1', kind: 'Service', metadata: { name }, spec: { selector: labels, ports: [{ name: 'http', port: 80, targetPort: 'http' }] } },
    {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'Ingress',
      metadata: { name },
      spec: {
        ingressClassName: 'traefik',
        rules: [{ host, http: { paths: [{ path: '/store', pathType: 'Prefix', backend: backend('store') }, { path: '/', pathType: 'Prefix', backend: backend(name) }] } }],
      },
    },
    policy(name, { ...copy, policyTypes: ['Egress'], egress: [to('order-db', 3306), to('store', 8080)] }),
    ...[['order-db', 3306] as const, ['store', 8080] as const].map(([target, port]) =>
      policy(`${name}-to-${target}`, { podSelector: { matchLabels: { 'app.kubernetes.io/name': target } }, policyTypes: ['Ingress'], ingress: [{ from: [copy], ports: [{ port }] }] }),
    ),
  ]
}

const to = (target: string, port: number) => ({ to: [{ podSelector: { matchLabels: { 'app.kubernetes.io/name': target } } }], ports: [{ port }] })
const policy = (called: string, spec: object): Manifest => ({ apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: { name: called }, spec })
