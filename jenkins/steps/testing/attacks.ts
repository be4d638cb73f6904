/**
 * Commits that try to leave the project: files for dev's overlay, as somebody with write access could commit them. Each is to be refused
 * twice, for its own reason: by the checks before a merge, and, had it been merged, by Argo CD or the cluster.
 */
export type Attack = {
  readonly name: string
  /** A YAML document; it is written to attack.yaml beside the overlay's kustomization. */
  readonly manifest: string
  /** What `jari verify` says of it. */
  readonly verify: RegExp
  /** What Argo CD says of it once it is on main; undefined where Argo CD has no say and only the check before the merge refuses it. */
  readonly argocd?: RegExp
  /** How kubectl names the object that must not be there. */
  readonly object: readonly string[]
}

const digest = `sha256:${'ab'.repeat(32)}`
const meta = (name: string, namespace?: string) => `metadata:\n  name: ${name}\n${namespace === undefined ? '' : `  namespace: ${namespace}\n`}`
const rbac = 'apiVersion: rbac.authorization.k8s.io/v1\n'
const everything = 'rules:\n- apiGroups: ["*"]\n  resources: ["*"]\n  verbs: ["*"]\n'
const subject = 'subjects:\n- kind: ServiceAccount\n  name: order\n  namespace: jari-dev\n'
const roleRef = (kind: string, name: string) => `roleRef:\n  apiGroup: rbac.authorization.k8s.io\n  kind: ${kind}\n  name: ${name}\n`
const notPermitted = (group: string, kind: string) => new RegExp(`resource ${group}:${kind} is not permitted in project jari-dev`)
const whole = (kind: string, name: string) => new RegExp(`^kinds: ${kind} ${name} belongs to the whole cluster`)

/** Refused by the kind or the namespace of an object: one commit with all of them is refused for each. */
export const attacks: readonly Attack[] = [
  {
    name: 'an object in another environment',
    manifest: `apiVersion: v1\nkind: ConfigMap\n${meta('attack-elsewhere', 'jari-prod')}data:\n  a: b\n`,
    verify: /^kinds: ConfigMap attack-elsewhere is in namespace jari-prod, not /, argocd: /namespace jari-prod is not permitted in project 'jari-dev'/,
    object: ['configmap', 'attack-elsewhere', '--namespace=jari-prod'],
  },
  {
    name: 'an object in the namespace of the cluster itself',
    manifest: `apiVersion: v1\nkind: ConfigMap\n${meta('attack-system', 'kube-system')}data:\n  a: b\n`,
    verify: /^kinds: ConfigMap attack-system is in namespace kube-system, not /, argocd: /namespace kube-system is not permitted in project 'jari-dev'/,
    object: ['configmap', 'attack-system', '--namespace=kube-system'],
  },
  {
    name: 'a cluster role',
    manifest: `${rbac}kind: ClusterRole\n${meta('attack-cluster-role')}${everything}`,
    verify: whole('ClusterRole', 'attack-cluster-role'), argocd: notPermitted('rbac.authorization.k8s.io', 'ClusterRole'),
    object: ['clusterrole', 'attack-cluster-role'],
  },
  {
    name: 'a cluster role binding',
    manifest: `${rbac}kind: ClusterRoleBinding\n${meta('attack-cluster-binding')}${roleRef('ClusterRole', 'cluster-admin')}${subject}`,
    verify: whole('ClusterRoleBinding', 'attack-cluster-binding'), argocd: notPermitted('rbac.authorization.k8s.io', 'ClusterRoleBinding'),
    object: ['clusterrolebinding', 'attack-cluster-binding'],
  },
  {
    name: 'a binding that gives rights in its own namespace',
    manifest: `${rbac}kind: RoleBinding\n${meta('attack-binding', 'jari-dev')}${roleRef('ClusterRole', 'admin')}${subject}`,
    verify: /^kinds: RoleBinding attack-binding gives rights: an environment may not contain it/, argocd: notPermitted('rbac.authorization.k8s.io', 'RoleBinding'),
    object: ['rolebinding', 'attack-binding', '--namespace=jari-dev'],
  },
  {
    name: 'a namespace',
    manifest: `apiVersion: v1\nkind: Namespace\n${meta('attack-namespace')}`,
    verify: whole('Namespace', 'attack-namespace'), argocd: notPermitted('', 'Namespace'),
    object: ['namespace', 'attack-namespace'],
  },
  {
    name: 'a kind of its own',
    manifest: `apiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition\n${meta('attacks.example.com')}spec:\n  group: example.com\n  names: {kind: Attack, plural: attacks}\n  scope: Cluster\n  versions:\n  - name: v1\n    served: true\n    storage: true\n    schema:\n      openAPIV3Schema: {type: object}\n`,
    verify: whole('CustomResourceDefinition', 'attacks.example.com'), argocd: notPermitted('apiextensions.k8s.io', 'CustomResourceDefinition'),
    object: ['crd', 'attacks.example.com'],
  },
  {
    name: 'a volume on a folder of the node',
    manifest: `apiVersion: v1\nkind: PersistentVolume\n${meta('attack-volume')}spec:\n  capacity: {storage: 1Gi}\n  accessModes: [ReadWriteOnce]\n  hostPath: {path: /}\n`,
    verify: whole('PersistentVolume', 'attack-volume'), argocd: notPermitted('', 'PersistentVolume'),
    object: ['pv', 'attack-volume'],
  },
  {
    name: "an application of Argo CD's, with everybody's project",
    manifest: `apiVersion: argoproj.io/v1alpha1\nkind: Application\n${meta('attack-application', 'argocd')}spec:\n  project: default\n  source: {repoURL: http://example.invalid/x.git, path: ., targetRevision: main}\n  destination: {server: https://kubernetes.default.svc, namespace: kube-system}\n`,
    verify: /^kinds: Application attack-application is another way into the cluster/, argocd: notPermitted('argoproj.io', 'Application'),
    object: ['applications.argoproj.io', 'attack-application', '--namespace=argocd'],
  },
  {
    name: 'wider bounds for its own project',
    manifest: `apiVersion: argoproj.io/v1alpha1\nkind: AppProject\n${meta('attack-project', 'argocd')}spec:\n  sourceRepos: ["*"]\n  destinations: [{server: "*", namespace: "*"}]\n  clusterResourceWhitelist: [{group: "*", kind: "*"}]\n`,
    verify: /^kinds: AppProject attack-project moves the bounds of others/, argocd: notPermitted('argoproj.io', 'AppProject'),
    object: ['appprojects.argoproj.io', 'attack-project', '--namespace=argocd'],
  },
  {
    name: 'a token of a service account of another namespace',
    manifest: `apiVersion: v1\nkind: Secret\n${meta('attack-token', 'argocd').trimEnd()}\n  annotations: {kubernetes.io/service-account.name: default}\ntype: kubernetes.io/service-account-token\n`,
    verify: /^kinds: Secret attack-token puts a secret into git in the clear/, argocd: notPermitted('', 'Secret'),
    object: ['secret', 'attack-token', '--namespace=argocd'],
  },
  {
    name: 'a quota that starves what runs',
    manifest: `apiVersion: v1\nkind: ResourceQuota\n${meta('attack-quota', 'jari-dev')}spec:\n  hard: {pods: "0"}\n`,
    verify: /^kinds: ResourceQuota attack-quota takes room from what runs/, argocd: notPermitted('', 'ResourceQuota'),
    object: ['resourcequota', 'attack-quota', '--namespace=jari-dev'],
  },
]

/** Kinds that are permitted, with what they ask for refused by the cluster's admission. */
export const podAttack: Attack = {
  name: "a pod that is the node's root",
  manifest: `apiVersion: v1\nkind: Pod\n${meta('attack-pod', 'jari-dev')}spec:\n  hostPID: true\n  containers:\n  - name: app\n    image: localhost:5000/jari/web@${digest}\n    securityContext: {privileged: true, runAsUser: 0}\n    volumeMounts: [{name: node, mountPath: /node}]\n  volumes:\n  - name: node\n    hostPath: {path: /}\n`,
  verify: /^pods: Pod attack-pod, container app is privileged/, argocd: /violates PodSecurity "restricted:latest".*privileged/,
  object: ['pod', 'attack-pod', '--namespace=jari-dev'],
}

/** Applications that a commit to gitops/platform could add: Argo CD refuses them by the project that they name. */
export const applicationAttacks: readonly { readonly name: string; readonly spec: object; readonly argocd: RegExp }[] = [
  { name: 'other-repository', spec: { source: { repoURL: 'http://localhost:3000/someone/else.git' } }, argocd: /application repo http:\/\/localhost:3000\/someone\/else\.git is not permitted in project 'jari-dev'/ },
  { name: 'other-cluster', spec: { destination: { server: 'https://10.0.0.1:6443', namespace: 'jari-dev' } }, argocd: /https:\/\/10\.0\.0\.1:6443/ },
  { name: 'other-namespace', spec: { destination: { server: 'https://kubernetes.default.svc', namespace: 'jari-prod' } }, argocd: /do not match any of the allowed destinations in project 'jari-dev'/ },
  { name: 'other-project', spec: { project: 'platform', destination: { server: 'https://kubernetes.default.svc', namespace: 'jari-prod' } }, argocd: /do not match any of the allowed destinations in project 'platform'/ },
]
