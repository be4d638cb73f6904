import type { Release } from '../gitops/releases.ts'
import type { GateRefusal } from '../gates/gates.ts'
import type { Migration } from '../workspace/migrations.ts'
import type { Differences } from './edit.ts'

export type PromotionText = {
  readonly environment: string
  readonly release: Release
  readonly running: Release | undefined
  readonly changes: Release['changes']
  readonly migrations: readonly Migration[]
  readonly differences: Differences
  readonly by: string
  readonly refused: readonly GateRefusal[]
}

/** The pull request's text: what changed, is there a migration, what configuration differs, who, how to go back. */
export function promotionText({ environment, release, running, changes, migrations, differences, by, refused }: PromotionText): string {
  const from = running?.id ?? 'nothing'
  return [
    `${environment} runs ${from} and gets **${release.id}**. Merging this is the approval: Argo CD then rolls it out.`,
    ...(release.partial === undefined ? [] : [`It is ${release.partial.of} with ${release.partial.services.join(', ')} of ${release.partial.from}: this very combination ran nowhere before.`]),
    ...(release.hotfix === undefined ? [] : [`It is ${release.hotfix.of} with ${release.hotfix.picks.map((commit) => commit.slice(0, 7)).join(', ')} and nothing else of main.`]),
    ...(refused.length === 0 ? [] : ['## Not yet', list(refused.map(({ reason }) => escaped(reason)))]),
    '## What changed',
    changes.length === 0 ? 'No commits.' : byService(changes),
    '## Migrations',
    migrations.length === 0 ? 'None.' : list(migrations.map(({ service, name, phase, after, file }) => `${service}: \`${name}\` ${phase === 'expand' ? 'expands' : `is a contract after ${after}`} (\`${file}\`)`)),
    '## Configuration',
    configuration(differences),
    '## Who',
    list([`promoted by ${by}`, ...(changes.length === 0 ? [] : [`commits by ${[...new Set(changes.map(({ author }) => author))].toSorted().join(', ')}`])]),
    '## How to go back',
    `\`npx jari rollback --env ${environment}\` takes ${environment} back to ${from} and holds ${release.id}.`,
    `The Files tab shows what every object of ${environment} becomes (\`gitops/rendered/${environment}\`).`,
  ].join('\n\n')
}

/** Changes by what they touch; a commit that touches several services is listed once, under all their names. */
export function byService(changes: Release['changes']): string {
  const titles = [...new Set(changes.map(titleOf))].toSorted((a, b) => Number(a === everythingElse) - Number(b === everythingElse) || (a < b ? -1 : 1))
  return titles.map((title) => `**${title}**\n\n${list(changes.filter((change) => titleOf(change) === title).map(({ commit, subject, author }) => `${commit.slice(0, 7)} ${escaped(subject)} (${escaped(author)})`))}`).join('\n\n')
}

const everythingElse = 'everything else'
const titleOf = ({ services }: { readonly services: readonly string[] }) => services.join(', ') || everythingElse

/** What differs in the objects of the environment beside images and the release's label. */
export function configuration({ added, removed, configuration }: Differences): string {
  const lines = [...added.map((name) => `new: \`${name}\``), ...removed.map((name) => `removed: \`${name}\``), ...configuration.map((name) => `changed: \`${name}\``)]
  return lines.length === 0 ? 'Nothing but images and the release label.' : list(lines)
}

/** Lines as a list. */
export const list = (lines: readonly string[]) => lines.map((line) => `- ${line}`).join('\n')

/** Subjects, names and reasons are people's text: no markdown or mention of theirs takes effect here. */
export const escaped = (text: string) => text.replace(/[\\`*_<>[\]#@|]/g, '\\$&')
