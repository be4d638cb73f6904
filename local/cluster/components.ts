import { join } from 'node:path'
import { argocdComponents } from '../argocd/components.ts'
import { giteaComponent } from '../gitea/component.ts'
import { paths, portNames, type Platform, type PortName } from '../platform.ts'
import type { Component } from './component.ts'
import { cniPlugins } from './config.ts'
import { forwarded, relayed } from './forwards.ts'
import { address, inNode, nodeName, nodePaths } from './layout.ts'

/** Every process of the node, in the order of need. */
export function components(platform: Platform): Component[] {
  return [...controlPlane(platform), ...nodeAgents(platform), giteaComponent(platform), ...argocdComponents(platform), forwards(platform)]
}

function controlPlane(platform: Platform): Component[] {
  const { bin, etcd, pki } = paths(platform)
  const node = nodePaths(platform)
  const ca = join(pki, 'ca.crt')
  const pem = (name: string) => join(pki, name)
  const kubeconfig = node.kubeconfig('controller-manager')
  return [
    {
      name: 'etcd',
      // No fsync: a killed process loses nothing, as what it wrote is in the kernel's page cache; a power cut may lose it,
      // and then the cluster is built anew from git. With fsync each of the several thousand writes of a first start waits for the disk.
      argv: [join(bin, 'etcd'), '--data-dir', etcd, '--listen-client-urls', `http://127.0.0.1:${inNode.etcd}`, '--advertise-client-urls', `http://127.0.0.1:${inNode.etcd}`, '--listen-peer-urls', 'http://127.0.0.1:2380', '--log-level', 'warn', '--unsafe-no-fsync'],
      after: [],
      ready: { http: `http://127.0.0.1:${inNode.etcd}/health` },
    },
    {
      name: 'apiserver',
      argv: [join(bin, 'kube-apiserver'), '--authorization-mode=Node,RBAC', '--allow-privileged=true', `--etcd-servers=http://127.0.0.1:${inNode.etcd}`, '--bind-address=0.0.0.0', `--advertise-address=${address.node}`, `--secure-port=${inNode.kubernetes}`, `--tls-cert-file=${pem('apiserver.crt')}`, `--tls-private-key-file=${pem('apiserver.key')}`, `--client-ca-file=${ca}`, `--kubelet-client-certificate=${pem('apiserver-kubelet.crt')}`, `--kubelet-client-key=${pem('apiserver-kubelet.key')}`, '--kubelet-preferred-address-types=InternalIP', `--kubelet-certificate-authority=${ca}`, `--service-account-key-file=${pem('sa.key')}`, `--service-account-signing-key-file=${pem('sa.key')}`, '--service-account-issuer=https://kubernetes.default.svc', `--service-cluster-ip-range=${address.services}`, '--enable-admission-plugins=NodeRestriction', `--requestheader-client-ca-file=${pem('front-proxy-ca.crt')}`, '--requestheader-allowed-names=front-proxy', '--requestheader-username-headers=X-Remote-User', '--requestheader-group-headers=X-Remote-Group', '--requestheader-extra-headers-prefix=X-Remote-Extra-', `--proxy-client-cert-file=${pem('front-proxy.crt')}`, `--proxy-client-key-file=${pem('front-proxy.key')}`, '--enable-aggregator-routing=true', '--profiling=false', '--event-ttl=1h'],
      after: ['etcd'],
      ready: { https: `https://127.0.0.1:${inNode.kubernetes}/readyz`, ca },
    },
    {
      name: 'controller-manager',
      argv: [join(bin, 'kube-controller-manager'), `--kubeconfig=${kubeconfig}`, `--authentication-kubeconfig=${kubeconfig}`, `--authorization-kubeconfig=${kubeconfig}`, `--service-account-private-key-file=${pem('sa.key')}`, `--root-ca-file=${ca}`, `--cluster-signing-cert-file=${ca}`, `--cluster-signing-key-file=${pem('ca.key')}`, `--service-cluster-ip-range=${address.services}`, '--cluster-cidr=10.244.0.0/16', '--use-service-account-credentials', '--leader-elect=false', '--bind-address=127.0.0.1', '--profiling=false'],
      after: ['apiserver'],
    },
    { name: 'scheduler', argv: [join(bin, 'kube-scheduler'), `--config=${join(node.config, 'scheduler.yaml')}`, '--bind-address=127.0.0.1'], after: ['apiserver'] },
  ]
}

function nodeAgents(platform: Platform): Component[] {
  const { bin } = paths(platform)
  const node = nodePaths(platform)
  const config = (file: string) => join(node.config, file)
  return [
    { name: 'registry', argv: ['docker-registry', 'serve', config('registry.yaml')], after: [], ready: { http: `http://127.0.0.1:${inNode.registry}/v2/` } },
    { name: 'containerd', argv: [join(bin, 'containerd'), '--config', config('containerd.toml')], env: { PATH: `${bin}:${cniPlugins}:${systemPath}` }, after: [], ready: { socket: node.containerdSocket } },
    {
      name: 'kubelet',
      argv: [join(bin, 'kubelet'), `--config=${config('kubelet.yaml')}`, `--kubeconfig=${node.kubeconfig(nodeName)}`, `--hostname-override=${nodeName}`, `--node-ip=${address.node}`, `--root-dir=${node.kubelet}`, `--cert-dir=${node.kubelet}/pki`, '--v=1'],
      after: ['apiserver', 'containerd'],
      ready: { http: 'http://127.0.0.1:10248/healthz' },
    },
    { name: 'kube-proxy', argv: [join(bin, 'kube-proxy'), `--config=${config('proxy.yaml')}`], after: ['apiserver'] },
    {
      name: 'kube-router',
      argv: [join(bin, 'kube-router'), `--kubeconfig=${node.kubeconfig('kube-router')}`, `--hostname-override=${nodeName}`, '--run-firewall=true', '--run-router=false', '--run-service-proxy=false', '--run-loadbalancer=false', '--enable-cni=false', `--service-cluster-ip-range=${address.services}`, '--iptables-sync-period=60s', '--health-port=0', '--v=1'],
      // Without its rights it ends at once; they are applied with the add-ons.
      after: ['kubelet'],
    },
  ]
}

/** Ports of the host that lead into the node, in the order of the sockets handed to the supervisor. */
export const forwardedPorts: readonly PortName[] = portNames.filter((name) => name in forwarded)

function forwards(platform: Platform): Component {
  return {
    name: 'forwards',
    argv: [process.execPath, join(import.meta.dirname, 'forwards-main.ts'), paths(platform).webhookSocket, ...relayed(platform.ports).map(({ name, port }) => `${name}=${port}`)],
    after: [],
    sockets: forwardedPorts.map((_, i) => i),
    ready: { tcp: inNode.webhook },
  }
}

/** Programs that Debian installs. */
export const systemPath = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin'
