import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parse } from 'yaml'
import type { KubeObject } from './object.ts'
import { closed, type Schema } from './schema.ts'

/** Where schemas come from: files of the very versions of Kubernetes and Argo CD that the platform runs. */
export type SchemaSources = {
  /** `api/openapi-spec/v3` of the module k8s.io/kubernetes. */
  readonly openapi: string
  /** `manifests/crds` of the module github.com/argoproj/argo-cd. */
  readonly definitions: string
}

/** How kubeconform finds the files that `writeSchemas` writes into `folder`. */
export const schemaLocation = (folder: string) => join(folder, '{{.Group}}_{{.ResourceAPIVersion}}_{{.ResourceKind}}.json')

/** Writes a strict JSON schema (an unknown field is an error) for each kind among the objects; kinds that no source has are left out. */
export async function writeSchemas(folder: string, objects: readonly KubeObject[], sources: SchemaSources): Promise<void> {
  await mkdir(folder, { recursive: true })
  for (const [apiVersion, ofVersion] of Map.groupBy(objects, (object) => object.apiVersion)) {
    const builtIn = await builtInSchemas(sources.openapi, apiVersion)
    const custom = builtIn ? undefined : await customSchemas(sources.definitions)
    // kubeconform takes what stands before the slash for the group, and for `v1` that is `v1`
    const [group = '', version = group] = apiVersion.split('/')
    for (const kind of new Set(ofVersion.map((object) => object.kind))) {
      const schema = builtIn ? schemaOf(builtIn, apiVersion, kind) : custom?.get(`${apiVersion}/${kind}`)
      if (schema) await writeFile(join(folder, `${group}_${version}_${kind.toLowerCase()}.json`), JSON.stringify(schema))
    }
  }
}

type Schemas = Readonly<Record<string, Schema>>
type GroupVersionKind = { readonly group: string; readonly version: string; readonly kind: string }

async function builtInSchemas(folder: string, apiVersion: string): Promise<Schemas | undefined> {
  const file = apiVersion.includes('/') ? `apis__${apiVersion.replace('/', '__')}_openapi.json` : `api__${apiVersion}_openapi.json`
  if (!(await readdir(folder)).includes(file)) return undefined
  return (JSON.parse(await readFile(join(folder, file), 'utf8')) as { components: { schemas: Schemas } }).components.schemas
}

function schemaOf(schemas: Schemas, apiVersion: string, kind: string): Schema | undefined {
  const names = (schema: Schema) => (schema['x-kubernetes-group-version-kind'] ?? []) as GroupVersionKind[]
  const isIt = ({ group, version, kind: name }: GroupVersionKind) => (group ? `${group}/${version}` : version) === apiVersion && name === kind
  const found = Object.entries(schemas).find(([, schema]) => names(schema).some(isIt))
  return found && { $ref: `#/components/schemas/${found[0]}`, components: { schemas: referenced(schemas, found[0]) } }
}

function referenced(schemas: Schemas, root: string): Schemas {
  const found: Record<string, Schema> = {}
  const add = (name: string) => {
    const schema = schemas[name]
    if (!schema || found[name]) return
    found[name] = closed(schema)
    for (const [, next = ''] of JSON.stringify(found[name]).matchAll(/"#\/components\/schemas\/([^"]+)"/g)) add(next)
  }
  add(root)
  return found
}

type CustomResourceDefinition = {
  readonly spec: {
    readonly group: string
    readonly names: { readonly kind: string }
    readonly versions: readonly { readonly name: string; readonly schema: { readonly openAPIV3Schema: Schema } }[]
  }
}

async function customSchemas(folder: string): Promise<Map<string, Schema>> {
  const schemas = new Map<string, Schema>()
  for (const file of (await readdir(folder)).filter((name) => name.endsWith('-crd.yaml'))) {
    const { spec } = parse(await readFile(join(folder, file), 'utf8')) as CustomResourceDefinition
    for (const { name, schema } of spec.versions) schemas.set(`${spec.group}/${name}/${spec.names.kind}`, closed(schema.openAPIV3Schema))
  }
  return schemas
}
