import { git } from '../git/git.ts'
import type { Release } from '../gitops/releases.ts'
import { servicesAt, workspacesAt } from '../workspace/packages.ts'
import { touchedBy } from '../workspace/touched.ts'

/** The longest list of changes that a release.yaml holds; a first release would else list the whole history. */
const longest = 200

/** What people changed in `range` (`a..b` or `b`), newest first, each with the services that it touches; merges are left out. */
export async function changesIn(checkout: string, range: string, commit: string): Promise<Release['changes']> {
  const services = await servicesAt(checkout, commit)
  const workspaces = await workspacesAt(checkout, commit)
  const log = await git(checkout, ['log', '--no-merges', `--max-count=${longest}`, '--no-renames', '--name-only', '-z', '--format=%x01%H%x02%an%x02%s%x02', range])
  return log.split('\x01').slice(1).flatMap((entry) => {
    const [hash = '', author = '', subject = '', rest = ''] = entry.split('\x02')
    const files = rest.split(/[\0\n]/).filter((file) => file !== '')
    const touched = touchedBy(files, services, workspaces, () => ['its packages'])
    return touched.byPeople.length === 0 && files.length > 0 ? [] : [{ commit: hash, author, subject, services: [...touched.services.keys()] }]
  })
}
