import { isMachineWritten } from '../gitops/layout.ts'
import { closureOf, type Workspace } from './packages.ts'

/** Whether a file of an app or package ends up in (or shapes) an image: tests and texts for people do not. */
export function shapesImage(path: string): boolean {
  return !/\.test\.tsx?$/.test(path) && !path.endsWith('.md') && !/\/(test|tests|bench)\//.test(path)
}

export type Touched = {
  /** By service, why it is rebuilt: one line for each cause. */
  readonly services: ReadonlyMap<string, readonly string[]>
  /** Files of gitops/base and gitops/components: they reach an environment by a release only. */
  readonly manifests: readonly string[]
  /** Files that no machine wrote. */
  readonly byPeople: readonly string[]
}

/** Which services a set of changed files touches; `lockChanges` tells what differs in an app's part of package-lock.json. */
export function touchedBy(files: readonly string[], services: readonly string[], workspaces: readonly Workspace[], lockChanges: (service: string) => readonly string[]): Touched {
  const byPeople = files.filter((file) => !isMachineWritten(file))
  const causes = new Map<string, string[]>()
  for (const service of services) {
    const folders = closureOf(service, workspaces).map(({ folder }) => folder)
    const own = byPeople.filter(shapesImage).flatMap((file) => {
      const folder = folders.find((candidate) => file.startsWith(`${candidate}/`))
      if (folder === undefined) return []
      return [folder === `apps/${service}` ? file : `${file} (${service} uses ${folder})`]
    })
    const changes = byPeople.includes('package-lock.json') ? lockChanges(service) : []
    const lock = changes.length === 0 ? [] : [`package-lock.json (it installs ${changes.slice(0, 5).join(', ')}${changes.length > 5 ? ` and ${changes.length - 5} more` : ''})`]
    if (own.length + lock.length > 0) causes.set(service, [...own, ...lock])
  }
  return { services: causes, manifests: byPeople.filter((file) => /^gitops\/(base|components)\//.test(file)), byPeople }
}
