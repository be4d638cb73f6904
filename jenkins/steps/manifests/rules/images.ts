import { containersOf, type KubeObject, podTemplateOf, titleOf } from '../object.ts'

/** Every image comes from the one registry, under jari/, by digest and without a tag. */
export function imageFaults(objects: readonly KubeObject[], registry: string): string[] {
  const faults: string[] = []
  for (const object of objects) {
    const template = podTemplateOf(object)
    if (!template) continue
    for (const { name, image = '' } of containersOf(template)) {
      const at = `${titleOf(object)}, container ${name}: image "${image}"`
      if (!image.startsWith(`${registry}/jari/`)) faults.push(`${at} is not from ${registry}/jari/`)
      else if (!/^[a-z0-9]+([._/-][a-z0-9]+)*@sha256:[0-9a-f]{64}$/.test(image.slice(registry.length + 1))) faults.push(`${at} is not by digest`)
    }
  }
  return faults
}
