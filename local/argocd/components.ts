import { join } from 'node:path'
import type { Component } from '../cluster/component.ts'
import { inNode, nodePaths, opened, users } from '../cluster/layout.ts'
import type { Platform } from '../platform.ts'

/** Seconds between two comparisons of an application with git when no webhook came. */
const resync = 20

/** Argo CD's parts as processes of the node; they start once its objects are in the cluster. */
export function argocdComponents(platform: Platform): Component[] {
  const { argocdConfigured: when } = nodePaths(platform)
  const at = (folder: string) => join(opened.argocd, folder)
  const env = {
    HOME: opened.argocd,
    TMPDIR: at('tmp'),
    PATH: `${opened.bin}:/usr/bin:/bin`,
    KUBECONFIG: at('kubeconfig'),
    // The namespace comes from the kubeconfig, as it would from a pod's service account.
    ARGOCD_FAKE_IN_CLUSTER: 'true',
    ARGOCD_TLS_DATA_PATH: at('tls'),
    ARGOCD_SSH_DATA_PATH: at('ssh'),
    ARGOCD_GPG_ENABLED: 'false',
    // In /tmp by default, where a second platform's would take its place: every fetch would fail then.
    ARGOCD_ASK_PASS_SOCK: at('ask-pass.sock'),
    // Between waves Argo CD sleeps 2 s against health judged too early; all kinds that our waves wait for tell their generation.
    ARGOCD_SYNC_WAVE_DELAY: '0',
  }
  const part = (name: string, program: string, args: string[], rest: Pick<Component, 'after' | 'ready'>): Component => ({
    name: `argocd-${name}`,
    argv: [join(opened.bin, 'argocd'), ...args, '--loglevel', 'warn'],
    env: { ...env, ARGOCD_BINARY_NAME: program, HOSTNAME: `${program}-0` },
    uid: users.argocd,
    cwd: opened.argocd,
    when,
    ...rest,
  })
  const redis = ['--redis', 'localhost:6379']
  const repo = ['--repo-server', 'localhost:8081', '--repo-server-plaintext']
  return [
    {
      name: 'argocd-redis',
      argv: ['redis-server', '--save', '', '--appendonly', 'no', '--port', '6379', '--bind', '127.0.0.1', '--hz', '1', '--maxmemory', '200mb', '--maxmemory-policy', 'allkeys-lru'],
      uid: users.argocd,
      cwd: opened.argocd,
      after: ['apiserver'],
      when,
      ready: { tcp: 6379 },
    },
    part('repo-server', 'argocd-repo-server', ['--port', '8081', ...redis, '--disable-tls', '--address', '127.0.0.1', '--metrics-address', '127.0.0.1', '--metrics-port', '8084', '--parallelismlimit', '2'], { after: ['argocd-redis'], ready: { http: 'http://127.0.0.1:8084/healthz' } }),
    part('controller', 'argocd-application-controller', [...redis, ...repo, '--app-resync', String(resync), '--app-resync-jitter', '0', '--status-processors', '4', '--operation-processors', '4', '--kubectl-parallelism-limit', '4', '--server-side-diff-enabled', '--metrics-port', '8082'], { after: ['argocd-repo-server'], ready: { http: 'http://127.0.0.1:8082/healthz' } }),
    part('applicationset', 'argocd-applicationset-controller', ['--metrics-addr', '127.0.0.1:12345', '--probe-addr', '127.0.0.1:12346', '--webhook-addr', '127.0.0.1:7001', '--argocd-repo-server', 'localhost:8081', '--repo-server-plaintext'], { after: ['argocd-repo-server'], ready: { tcp: 12346 } }),
    part('server', 'argocd-server', ['--address', '127.0.0.1', '--port', String(inNode.argocd), '--metrics-address', '127.0.0.1', '--insecure', ...redis, ...repo, '--dex-server', 'http://localhost:5556'], { after: ['argocd-repo-server'], ready: { http: `http://127.0.0.1:${inNode.argocd}/healthz` } }),
  ]
}
