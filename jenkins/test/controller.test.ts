import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { parse } from 'yaml'
import { settingNames } from '../steps/settings.ts'

const root = join(import.meta.dirname, '../..')
const text = (path: string) => readFileSync(join(root, path), 'utf8')
const casc = parse(text('jenkins/casc.yaml')) as Casc
const pipelines = ['Jenkinsfile', 'jenkins/jobs/gates.jenkinsfile', ...globSync('jenkins/vars/*.groovy', { cwd: root })].map(text)
const jobs = globSync('jenkins/jobs/*.groovy', { cwd: root }).toSorted()
const pins = text('jenkins/plugins.txt').split('\n').filter((line) => line !== '' && !line.startsWith('#'))
const plugins = new Set(pins.map((line) => line.split(':')[0]!))

/** The parts of casc.yaml that are looked at. */
type Casc = {
  jenkins: {
    numExecutors: number
    globalNodeProperties: { envVars: { env: { key: string; value: string }[] } }[]
    clouds: { kubernetes: { templates: { label: string; nodeUsageMode: string; yaml: string }[] } }[]
  }
  credentials: { system: { domainCredentials: { credentials: Record<string, { id: string; secret?: string; password?: string }>[] }[] } }
  unclassified: { globalUntrustedLibraries: { libraries: { name: string; defaultVersion: string; allowVersionOverride: boolean; retriever: { modernSCM: { libraryPath: string } } }[] } }
  jobs: Record<string, unknown>[]
}

/** Which plugin brings a step; what the local runner knows is all that our pipelines may use (local/pipeline/README.md). */
const stepPlugins: Readonly<Record<string, string>> = {
  node: 'workflow-durable-task-step', sh: 'workflow-durable-task-step',
  stage: 'pipeline-stage-step', milestone: 'pipeline-milestone-step', lock: 'lockable-resources',
  timeout: 'workflow-basic-steps', withEnv: 'workflow-basic-steps', echo: 'workflow-basic-steps', error: 'workflow-basic-steps',
  checkout: 'workflow-scm-step', withCredentials: 'credentials-binding', string: 'plain-credentials', readJSON: 'pipeline-utility-steps',
}
/** Which plugin reads a part of casc.yaml or of a job. */
const partPlugins: Readonly<Record<string, string>> = {
  jobs: 'job-dsl', kubernetes: 'kubernetes', globalMatrix: 'matrix-auth', domainCredentials: 'credentials', usernamePassword: 'credentials',
  globalUntrustedLibraries: 'pipeline-groovy-lib', git: 'git', modernSCM: 'pipeline-groovy-lib',
  pipelineJob: 'workflow-job', cpsScm: 'workflow-cps', GenericTrigger: 'generic-webhook-trigger', durabilityHint: 'workflow-job',
}

test('plugins are pinned exactly, each once, for a core that is pinned too', () => {
  for (const pin of pins) assert.match(pin, /^[\w-]+:\d[\w.-]*$/)
  assert.equal(plugins.size, pins.length)
  const [, core] = /^# For Jenkins (\d+\.\d+\.\d+) \(LTS\)/.exec(text('jenkins/plugins.txt')) ?? []
  assert.ok(text('jenkins/controller/Dockerfile').includes(`ARG CORE=jenkins/jenkins:${core}-`))
})

test('every step that the pipelines use is brought by a pinned plugin', () => {
  const known = [...text('local/pipeline/groovy/cps/Steps.groovy').matchAll(/^ {4}(?:Object|Map) (\w+)\((?:String|Map|List)/gm), ...text('local/pipeline/steps.ts').matchAll(/^ {2}async (\w+)\(/gm)]
    .map(([, name]) => name!)
    .filter((name) => !['within', 'step', 'enter', 'leave', 'invokeMethod'].includes(name))
  assert.ok(known.length >= 13, known.join())
  const used = known.filter((name) => pipelines.some((pipeline) => new RegExp(`(^|[^\\w.])${name}[ (]`, 'm').test(pipeline)))
  assert.ok(used.length >= 11, used.join())
  for (const name of used) assert.ok(plugins.has(stepPlugins[name] ?? `no plugin is named for ${name}`), `${name}: ${stepPlugins[name]}`)
})

test('every part of casc.yaml and of the jobs is read by a pinned plugin', () => {
  const files = ['jenkins/casc.yaml', ...jobs].map(text)
  assert.ok(plugins.has('configuration-as-code'))
  for (const [part, plugin] of Object.entries(partPlugins)) {
    assert.ok(files.some((file) => new RegExp(`\\b${part}\\b`).test(file)), `${part} is not used any more`)
    assert.ok(plugins.has(plugin), `${part}: ${plugin}`)
  }
})

test('the credentials are those that the pipelines, jobs and libraries ask for, and no secret stands in the file', () => {
  const made = casc.credentials.system.domainCredentials.flatMap(({ credentials }) => credentials.flatMap((one) => Object.values(one)))
  const asked = [...pipelines, ...jobs.map(text), text('jenkins/casc.yaml')].flatMap((file) => [...file.matchAll(/(?:credentialsId: |credentials\(|tokenCredentialId\()'?([\w-]+)/g)].map(([, id]) => id!))
  assert.deepEqual(made.map(({ id }) => id).toSorted(), [...new Set(asked)].toSorted())
  for (const { id, secret, password } of made) assert.match(secret ?? password ?? '', /^\$\{[\w-]+\}$/, id)
  for (const [, value] of text('jenkins/casc.yaml').matchAll(/^\s*(?:password|secret): (.*)$/gm)) assert.match(value!, /^"\$\{[a-z-]+\}"$/)
})

test('builds get every setting that is no secret, and what differs from one installation to the next is in the docs', () => {
  const given = casc.jenkins.globalNodeProperties.flatMap(({ envVars }) => envVars.env.map(({ key }) => key))
  const secret = ['JARI_FORGE_TOKEN', 'ARGOCD_TOKEN', 'JARI_SIGNING_KEY', 'JARI_SIGNING_PASSWORD', 'JARI_NOTIFY_URL', 'JARI_NOTIFY_TEMPLATE']
  assert.deepEqual([...given, ...secret].toSorted(), Object.keys(settingNames).toSorted())
  const docs = text('docs/pipeline.md')
  for (const [, name] of text('jenkins/casc.yaml').matchAll(/\$\{([\w-]+)\}/g)) assert.ok(docs.includes(`\`${name}\``), `docs/pipeline.md does not say what ${name} is`)
})

test('no build runs on the controller; a pod has every container that a pipeline names, by digest and without a token of Kubernetes', () => {
  assert.equal(casc.jenkins.numExecutors, 0)
  const templates = casc.jenkins.clouds.flatMap(({ kubernetes }) => kubernetes.templates)
  const labels = new Set(templates.map(({ label }) => label))
  for (const pipeline of pipelines) {
    for (const [, label] of pipeline.matchAll(/\bnode\('([^']+)'\)/g)) assert.ok(labels.has(label!), label)
    if (/\bnode \{/.test(pipeline)) assert.ok(templates.some(({ nodeUsageMode }) => nodeUsageMode === 'NORMAL'))
  }
  const asked = pipelines.flatMap((pipeline) => [...pipeline.matchAll(/\bcontainer\('([^']+)'\)/g)].map(([, name]) => name!))
  for (const { yaml } of templates) {
    const { spec } = parse(yaml) as { spec: { automountServiceAccountToken: boolean; hostUsers: boolean; containers: { name: string; image: string; securityContext: { privileged: boolean } }[]; volumes: object[] } }
    for (const name of ['jnlp', ...asked]) assert.ok(spec.containers.some((container) => container.name === name), name)
    for (const { image, securityContext } of spec.containers) assert.deepEqual([image, securityContext.privileged], ['${JARI_AGENT_IMAGE}', false])
    assert.deepEqual([spec.automountServiceAccountToken, spec.hostUsers], [false, false])
    assert.ok(!JSON.stringify(spec.volumes).includes('hostPath'))
  }
})

test('the library is this repository at main, in the sandbox, and no pipeline asks for another version of it', () => {
  const [library, ...others] = casc.unclassified.globalUntrustedLibraries.libraries
  assert.deepEqual([library?.name, library?.defaultVersion, library?.allowVersionOverride, library?.retriever.modernSCM.libraryPath, others], ['jari', 'main', false, 'jenkins', []])
  for (const pipeline of pipelines) for (const [, asked] of pipeline.matchAll(/@Library\('([^']+)'\)/g)) assert.equal(asked, 'jari')
})

test('each job is made, takes its pipeline from main, and that file is there', () => {
  assert.deepEqual(casc.jobs.flatMap(({ file }) => (file === undefined ? [] : [`jenkins${String(file).replace('/etc/jenkins', '')}`])).toSorted(), jobs)
  for (const job of jobs.map(text)) {
    const [, script] = /scriptPath\('([^']+)'\)/.exec(job) ?? []
    assert.ok(text(script!).includes('node'))
    assert.match(job, /branch\('main'\)/)
  }
})

test('what triggers jobs are pushes to main by people and pull requests to main, of what the forge sends', () => {
  const triggers = (file: string) => {
    const [, given = ''] = /regexpFilterText\('([^']+)'\)/.exec(text(file)) ?? []
    const [, expression = ''] = /regexpFilterExpression\('([^']+)'\)/.exec(text(file)) ?? []
    return (values: Readonly<Record<string, string>>) => new RegExp(expression).test(given.replace(/\$(\w+)/g, (_, name: string) => values[name]!))
  }
  const push = triggers('jenkins/jobs/deliver.groovy')
  assert.ok(push({ PUSHED_REF: 'refs/heads/main', PUSHED_BY: 'developer' }))
  assert.ok(push({ PUSHED_REF: 'refs/heads/main', PUSHED_BY: 'pipeline-fan' }))
  assert.ok(!push({ PUSHED_REF: 'refs/heads/main', PUSHED_BY: 'pipeline' }))
  assert.ok(!push({ PUSHED_REF: 'refs/heads/mainly', PUSHED_BY: 'developer' }))
  const pull = triggers('jenkins/jobs/verify.groovy')
  for (const action of ['opened', 'reopened', 'synchronized', 'synchronize']) assert.ok(pull({ CHANGE_ACTION: action, CHANGE_BASE: 'main', CHANGE_BRANCH: 'topic' }), action)
  assert.ok(!pull({ CHANGE_ACTION: 'closed', CHANGE_BASE: 'main', CHANGE_BRANCH: 'topic' }))
  assert.ok(!pull({ CHANGE_ACTION: 'opened', CHANGE_BASE: 'other', CHANGE_BRANCH: 'topic' }))
  assert.ok(!pull({ CHANGE_ACTION: 'opened', CHANGE_BASE: 'main', CHANGE_BRANCH: 'promote/prod/0007-1a2b3c4' }))
})
