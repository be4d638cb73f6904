/** One tool that is built from a Go module: `local/tools/<name>/go.mod` pins what is built. */
export type Tool = {
  readonly name: string
  /** Output file name → Go package. */
  readonly binaries: Readonly<Record<string, string>>
  /** Needed before the cluster can start, or only later (built when the first release is out). */
  readonly needed: 'start' | 'later'
  /** Seconds from empty caches on 2 cores, measured in this order. */
  readonly expectedSeconds: number
  readonly cgo?: boolean
  readonly tags?: readonly string[]
  /** Linker's `-X` values: import path of a variable → value. */
  readonly variables?: Readonly<Record<string, string>>
  /** Files of a module which the tool reads when it runs: module → folders, copied to `<tool>/share/`. */
  readonly share?: { readonly module: string; readonly folders: readonly string[] }
}

/** The order of need: what the node starts first is built first; packages compiled for one are there for the next. */
export const tools: readonly Tool[] = [
  { name: 'kustomize', needed: 'start', expectedSeconds: 20, binaries: { kustomize: 'sigs.k8s.io/kustomize/kustomize/v5' } },
  { name: 'etcd', needed: 'start', expectedSeconds: 45, binaries: { etcd: 'go.etcd.io/etcd/server/v3' } },
  {
    name: 'containerd',
    needed: 'start',
    expectedSeconds: 55,
    binaries: {
      containerd: 'github.com/containerd/containerd/v2/cmd/containerd',
      'containerd-shim-runc-v2': 'github.com/containerd/containerd/v2/cmd/containerd-shim-runc-v2',
      ctr: 'github.com/containerd/containerd/v2/cmd/ctr',
    },
  },
  {
    name: 'kubernetes',
    needed: 'start',
    expectedSeconds: 280,
    binaries: Object.fromEntries(
      ['kube-apiserver', 'kube-controller-manager', 'kube-proxy', 'kube-scheduler', 'kubectl', 'kubelet'].map((name) => [
        name,
        `k8s.io/kubernetes/cmd/${name}`,
      ]),
    ),
    share: { module: 'k8s.io/kubernetes', folders: ['api/openapi-spec'] },
  },
  {
    name: 'argocd',
    needed: 'start',
    expectedSeconds: 210,
    binaries: { argocd: 'github.com/argoproj/argo-cd/v3/cmd' },
    variables: { 'github.com/argoproj/argo-cd/v3/common.version': '3.2.11' },
    share: { module: 'github.com/argoproj/argo-cd/v3', folders: ['manifests/crds', 'manifests/base/config'] },
  },
  { name: 'coredns', needed: 'start', expectedSeconds: 110, binaries: { coredns: 'github.com/coredns/coredns' } },
  {
    name: 'gitea',
    needed: 'start',
    expectedSeconds: 180,
    cgo: true,
    tags: ['sqlite', 'sqlite_unlock_notify'],
    binaries: { gitea: 'code.gitea.io/gitea' },
    share: { module: 'code.gitea.io/gitea', folders: ['templates', 'public', 'options'] },
  },
  { name: 'kube-router', needed: 'start', expectedSeconds: 90, binaries: { 'kube-router': 'github.com/cloudnativelabs/kube-router/v2/cmd/kube-router' } },
  { name: 'traefik', needed: 'start', expectedSeconds: 270, binaries: { traefik: 'github.com/traefik/traefik/v3/cmd/traefik' } },
  { name: 'kubeconform', needed: 'start', expectedSeconds: 5, binaries: { kubeconform: 'github.com/yannh/kubeconform/cmd/kubeconform' } },
  { name: 'kube-score', needed: 'start', expectedSeconds: 25, binaries: { 'kube-score': 'github.com/zegl/kube-score/cmd/kube-score' } },
  { name: 'metrics-server', needed: 'later', expectedSeconds: 100, binaries: { 'metrics-server': 'sigs.k8s.io/metrics-server/cmd/metrics-server' } },
]
