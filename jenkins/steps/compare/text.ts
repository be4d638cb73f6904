import type { EnvironmentDifference } from './differences.ts'

/** By this the comment is found again. */
export const mark = '<!-- jari compare -->'

/** As much of a difference as a comment holds: forges take about 65,000 characters in all. */
const longest = 9_000

/** The comment on a pull request. */
export function comparisonText(differences: readonly EnvironmentDifference[], commit: string): string {
  const atOnce = differences.filter((one) => one.atOnce !== '').map(({ environment }) => environment)
  const parts = differences.flatMap(({ environment, atOnce: now, withNextRelease: later }) => [
    ...(now === '' ? [] : [`### ${environment}, as soon as this is merged`, block(now)]),
    ...(later === '' ? [] : [`### ${environment}, with the next release that it gets`, block(later)]),
  ])
  const warning = atOnce.includes('prod') ? '**This changes prod as soon as it is merged.**' : atOnce.length > 0 ? `This changes ${atOnce.join(' and ')} as soon as it is merged.` : 'Nothing changes at once.'
  return [mark, `What ${commit.slice(0, 7)} changes, object by object. ${warning}`, ...(parts.length === 0 ? ['No object of any environment differs.'] : parts)].join('\n\n')
}

function block(difference: string): string {
  const cut = difference.length > longest ? `${difference.slice(0, longest)}\n… ${difference.length - longest} more characters` : difference.trimEnd()
  const lines = difference.split('\n').filter((line) => /^[+-](?![+-]{2} )/.test(line)).length
  return `<details><summary>${lines} lines</summary>\n\n\`\`\`\`diff\n${cut}\n\`\`\`\`\n\n</details>`
}
