import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { paths, type Platform } from '../platform.ts'
import { address, inNode, nodeName, nodePaths, users } from './layout.ts'

/** Folder of the CNI plugins of Debian's containernetworking-plugins. */
export const cniPlugins = '/usr/lib/cni'

/** The image whose one process holds a pod's namespaces. */
export const pauseImage = `localhost:${inNode.registry}/jari/pause:1`

/** Writes the configuration files of the node's processes. JSON where the program reads YAML: it is YAML too. */
export function writeConfigs(platform: Platform): void {
  const node = nodePaths(platform)
  const write = (file: string, content: string | object) =>
    writeFileSync(join(node.config, file), typeof content === 'string' ? content : `${JSON.stringify(content, null, 2)}\n`, { mode: 0o600 })
  for (const folder of [node.config, node.cni]) mkdirSync(folder, { recursive: true })
  writeFileSync(join(node.cni, '10-bridge.conflist'), JSON.stringify(podNetwork(join(node.cni, 'leases'))))
  write('containerd.toml', containerd(platform))
  for (const name of registryNames(platform)) {
    mkdirSync(join(node.config, 'certs.d', name), { recursive: true })
    write(`certs.d/${name}/hosts.toml`, registryHost)
  }
  write('kubelet.yaml', kubelet(platform))
  write('proxy.yaml', proxy(node.kubeconfig('proxy')))
  write('scheduler.yaml', scheduler(node.kubeconfig('scheduler')))
  if (!existsSync(join(node.config, 'registry.yaml'))) write('registry.yaml', registry(paths(platform).registry))
  // No name servers: outside names fail at once instead of hanging.
  write('resolv.conf', '')
  const accounts = Object.entries(users).map(([name, id]) => `${name}:x:${id}:${id}::/run/jari/${name}:/bin/sh\n`)
  writeFileSync(join(node.config, 'passwd'), readFileSync('/etc/passwd', 'utf8') + accounts.join(''), { mode: 0o644 })
  // Argo CD writes TLS and SSH data of repositories to folders of its own.
  for (const folder of [paths(platform).gitea, node.argocd]) mkdirSync(folder, { recursive: true })
  for (const folder of [paths(platform).registry, node.podLogs]) mkdirSync(folder, { recursive: true, mode: 0o700 })
}

const podNetwork = (leases: string) => ({
  cniVersion: '1.0.0',
  name: 'pods',
  plugins: [
    {
      type: 'bridge',
      bridge: 'cni0',
      isGateway: true,
      ipMasq: false,
      hairpinMode: true,
      // The default folder of leases is the host's and would be shared between nodes.
      ipam: { type: 'host-local', dataDir: leases, ranges: [[{ subnet: address.pods }]], routes: [{ dst: '0.0.0.0/0' }] },
    },
    { type: 'portmap', capabilities: { portMappings: true } },
  ],
})

/** What images may call the node's registry: its name inside the node, and those by which the host reaches it. */
const registryNames = ({ ports }: Platform) => [`localhost:${inNode.registry}`, `localhost:${ports.registry}`, `127.0.0.1:${ports.registry}`]

const registryHost = `server = "http://localhost:${inNode.registry}"
[host."http://localhost:${inNode.registry}"]
  capabilities = ["pull", "resolve"]
`

function containerd(platform: Platform): string {
  const node = nodePaths(platform)
  return `version = 3
root = "${node.containerd}/root"
state = "${node.containerd}/state"
disabled_plugins = ["io.containerd.nri.v1.nri", "io.containerd.internal.v1.opt", "io.containerd.tracing.processor.v1.otlp"]
[grpc]
  address = "${node.containerdSocket}"
[ttrpc]
  address = "${node.containerdSocket}.ttrpc"
[plugins.'io.containerd.cri.v1.images']
  snapshotter = "overlayfs"
  [plugins.'io.containerd.cri.v1.images'.pinned_images]
    sandbox = "${pauseImage}"
  [plugins.'io.containerd.cri.v1.images'.registry]
    config_path = "${node.config}/certs.d"
[plugins.'io.containerd.cri.v1.runtime']
  # Without CAP_SYS_RESOURCE runc could not lower the score and would die.
  restrict_oom_score_adj = true
  # Nobody asks for these (the kubelet reads cgroups itself); each second, the default, they cost 20 mcore a pod.
  stats_collect_period = "1m"
  stats_retention_period = "2m"
[plugins.'io.containerd.cri.v1.runtime'.cni]
  bin_dirs = ["${cniPlugins}"]
  conf_dir = "${node.cni}"
[plugins.'io.containerd.cri.v1.runtime'.containerd.runtimes.runc]
  runtime_type = "io.containerd.runc.v2"
  [plugins.'io.containerd.cri.v1.runtime'.containerd.runtimes.runc.options]
    SystemdCgroup = false
`
}

function kubelet(platform: Platform): object {
  const { pki } = paths(platform)
  const node = nodePaths(platform)
  return {
    kind: 'KubeletConfiguration',
    apiVersion: 'kubelet.config.k8s.io/v1beta1',
    address: address.node,
    healthzBindAddress: '127.0.0.1',
    cgroupDriver: 'cgroupfs',
    cgroupRoot: `/${platform.name}`,
    failCgroupV1: false,
    failSwapOn: false,
    containerRuntimeEndpoint: `unix://${node.containerdSocket}`,
    authentication: { x509: { clientCAFile: join(pki, 'ca.crt') }, webhook: { enabled: true }, anonymous: { enabled: false } },
    authorization: { mode: 'Webhook' },
    clusterDNS: [address.dns],
    clusterDomain: 'cluster.local',
    resolvConf: join(node.config, 'resolv.conf'),
    tlsCertFile: join(pki, `${nodeName}.crt`),
    tlsPrivateKeyFile: join(pki, `${nodeName}.key`),
    readOnlyPort: 0,
    maxPods: 200,
    podLogsDir: node.podLogs,
    containerLogMaxSize: '10Mi',
    containerLogMaxFiles: 3,
    serializeImagePulls: false,
    maxParallelImagePulls: 4,
    volumeStatsAggPeriod: '5m',
    imageGCHighThresholdPercent: 95,
    evictionHard: { 'memory.available': '100Mi', 'nodefs.available': '1%', 'nodefs.inodesFree': '1%', 'imagefs.available': '1%' },
  }
}

const proxy = (kubeconfig: string) => ({
  kind: 'KubeProxyConfiguration',
  apiVersion: 'kubeproxy.config.k8s.io/v1alpha1',
  clientConnection: { kubeconfig },
  hostnameOverride: nodeName,
  mode: 'nftables',
  clusterCIDR: '10.244.0.0/16',
  // These limits belong to the machine, not to this node.
  conntrack: { maxPerCore: 0, min: 0, tcpEstablishedTimeout: '0s', tcpCloseWaitTimeout: '0s' },
  nodePortAddresses: [address.nodeNetwork],
  healthzBindAddress: '127.0.0.1:10256',
  metricsBindAddress: '127.0.0.1:10249',
})

const scheduler = (kubeconfig: string) => ({
  kind: 'KubeSchedulerConfiguration',
  apiVersion: 'kubescheduler.config.k8s.io/v1',
  clientConnection: { kubeconfig },
  leaderElection: { leaderElect: false },
})

const registry = (folder: string) => ({
  version: '0.1',
  log: { level: 'warn', accesslog: { disabled: true } },
  storage: { filesystem: { rootdirectory: folder }, delete: { enabled: true }, cache: { blobdescriptor: 'inmemory' } },
  http: { addr: `127.0.0.1:${inNode.registry}`, secret: randomBytes(24).toString('hex') },
})
