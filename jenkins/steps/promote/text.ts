import type { Release } from '../gitops/releases.ts'
import type { Differences } from './edit.ts'

export type PromotionText = {
  readonly environment: string
  readonly release: Release
  readonly running: Release | undefined
  readonly changes: Release['changes']
  readonly migrations: readonly { readonly service: string; readonly file: string }[]
  readonly differences: Differences
  readonly by: string
}

/** The pull request's text: what changed, is there a migration, what configuration differs, who, how to go back. */
export function promotionText({ environment, release, running, changes, migrations, differences, by }: PromotionText): string {
  const from = running?.id ?? 'nothing'
  return [
    `${environment} runs ${from} and gets **${release.id}**. Merging this is the approval: Argo CD then rolls it out.`,
    '## What changed',
    changes.length === 0 ? 'No commits.' : byService(changes),
    '## Migrations',
    migrations.length === 0 ? 'None.' : list(migrations.map(({ service, file }) => `${service}: \`${file}\``)),
    '## Configuration',
    configuration(differences),
    '## Who',
    list([`promoted by ${by}`, ...(changes.length === 0 ? [] : [`commits by ${[...new Set(changes.map(({ author }) => author))].toSorted().join(', ')}`])]),
    '## How to go back',
    `\`npx jari rollback --env ${environment}\` takes ${environment} back to ${from} and holds ${release.id}.`,
    `The Files tab shows what every object of ${environment} becomes (\`gitops/rendered/${environment}\`).`,
  ].join('\n\n')
}

// A commit that touches several services is listed once, under all their names.
function byService(changes: Release['changes']): string {
  const titles = [...new Set(changes.map(titleOf))].toSorted((a, b) => Number(a === everythingElse) - Number(b === everythingElse) || (a < b ? -1 : 1))
  return titles.map((title) => `**${title}**\n\n${list(changes.filter((change) => titleOf(change) === title).map(({ commit, subject, author }) => `${commit.slice(0, 7)} ${escaped(subject)} (${escaped(author)})`))}`).join('\n\n')
}

const everythingElse = 'everything else'
const titleOf = ({ services }: { readonly services: readonly string[] }) => services.join(', ') || everythingElse

function configuration({ added, removed, configuration }: Differences): string {
  const lines = [...added.map((name) => `new: \`${name}\``), ...removed.map((name) => `removed: \`${name}\``), ...configuration.map((name) => `changed: \`${name}\``)]
  return lines.length === 0 ? 'Nothing but images and the release label.' : list(lines)
}

const list = (lines: readonly string[]) => lines.map((line) => `- ${line}`).join('\n')

// Subjects and names are people's text: no markdown or mention of theirs takes effect here.
const escaped = (text: string) => text.replace(/[\\`*_<>[\]#@|]/g, '\\$&')
