import type { Release } from '../gitops/releases.ts'
import type { Differences } from '../promote/edit.ts'
import { byService, configuration, escaped, list } from '../promote/text.ts'
import type { Migration } from '../workspace/migrations.ts'

export type RollbackText = {
  readonly environment: string
  /** What it is to run now, and what it goes back to. */
  readonly from: string
  readonly to: string
  readonly reason: string
  /** What the environment has and then has no more. */
  readonly changes: Release['changes']
  /** What has been done to the schema since, and stays. */
  readonly migrations: readonly Migration[]
  readonly differences: Differences
  readonly by: string
}

/** The pull request's text: why, what is taken away, what stays in the schema, what configuration differs, who, and how to go forward again. */
export function rollbackText({ environment, from, to, reason, changes, migrations, differences, by }: RollbackText): string {
  return [
    `${environment} runs ${from}: ${escaped(reason)}`,
    `Merging this takes it back to **${to}** and holds ${from}, so that nothing brings it again by itself.`,
    '## What is taken away',
    changes.length === 0 ? 'No commits.' : byService(changes),
    '## Migrations',
    migrations.length === 0 ? 'None since.' : `These stay done, and ${to} works with them:\n\n${list(migrations.map(({ service, name, file }) => `${service}: \`${name}\` (\`${file}\`)`))}`,
    '## Configuration',
    configuration(differences),
    '## Who',
    list([`asked for by ${escaped(by)}`]),
    '## How to go forward again',
    `\`npx jari unhold --release ${from} --env ${environment}\` and \`npx jari promote --to ${environment}\`, or a newer release that mends it.`,
  ].join('\n\n')
}
