import { z } from 'zod'
import { filesAt, textsAt } from '../git/read.ts'
import { Contracts } from '../gitops/releases.ts'
import { Failure } from '../outcome.ts'

/**
 * What services declare of each other in apps/<service>/contracts.json, at `commit`: `provides` has the version that it offers,
 * `needs` the least that it can live with, each `major.minor` by the contract's name.
 */
export async function contractsAt(checkout: string, commit: string): Promise<Record<string, Contracts>> {
  const files = (await filesAt(checkout, commit, 'apps')).filter((file) => /^apps\/[^/]+\/contracts\.json$/.test(file))
  const found: Record<string, Contracts> = {}
  for (const [file, text] of await textsAt(checkout, commit, files)) {
    const read = Contracts.extend({ $comment: z.string().optional() }).safeParse(JSON.parse(text))
    if (!read.success) throw new Failure(`${file}: ${read.error.issues[0]?.path.join('.')}: ${read.error.issues[0]?.message}`)
    const { provides, needs } = read.data
    for (const version of Object.values({ ...provides, ...needs })) if (!/^\d+\.\d+$/.test(version)) throw new Failure(`${file}: "${version}" is no version: write major.minor, as 1.2`)
    found[file.split('/')[1]!] = { ...(provides === undefined ? {} : { provides }), ...(needs === undefined ? {} : { needs }) }
  }
  return found
}

/** What does not fit among services that run together: a need that nobody offers, or offers in another major or an older minor. */
export function misfits(contracts: Readonly<Record<string, Contracts>>): string[] {
  const offers = new Map(Object.entries(contracts).flatMap(([service, { provides = {} }]) => Object.entries(provides).map(([name, version]) => [name, { service, version }] as const)))
  return Object.entries(contracts).flatMap(([service, { needs = {} }]) =>
    Object.entries(needs).flatMap(([name, wanted]) => {
      const offer = offers.get(name)
      if (offer === undefined) return [`${service} needs ${name} ${wanted}, which no service offers`]
      const [[major, minor], [wantedMajor, wantedMinor]] = [parts(offer.version), parts(wanted)]
      return major === wantedMajor && minor >= wantedMinor ? [] : [`${service} needs ${name} ${wanted}, but ${offer.service} offers ${offer.version}`]
    }),
  )
}

function parts(version: string): [number, number] {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  return [major, minor]
}
