/** What happened, for people who are elsewhere. */
export type Notice = {
  readonly event: 'released' | 'promoted' | 'proposed' | 'healthy' | 'failed' | 'rolled-back' | 'held' | 'let-go' | 'hotfix'
  readonly environment: string | null
  readonly release: string
  readonly from: string | null
  readonly by: string | null
  /** One sentence that says it all. */
  readonly text: string
  readonly url?: string
  readonly at: string
}

const signs: Readonly<Record<Notice['event'], string>> = {
  released: ':package:', promoted: ':arrow_right:', proposed: ':raised_hand:', healthy: ':white_check_mark:', failed: ':x:',
  'rolled-back': ':leftwards_arrow_with_hook:', held: ':lock:', 'let-go': ':unlock:', hotfix: ':adhesive_bandage:',
}

/** The forms in which a webhook can be told, by the name in JARI_NOTIFY_TEMPLATE. */
export const templates = {
  /** The notice itself. */
  generic: (notice: Notice): object => notice,
  /** Slack's incoming webhooks and what understands them (Mattermost, Rocket.Chat): text for notifications, blocks for reading. */
  slack: ({ event, environment, release, by, text, url }: Notice): object => ({
    text: `${signs[event]} ${slackText(text)}`,
    blocks: [
      { type: 'section', text: { type: 'mrkdwn', text: `${signs[event]} *${slackText(text)}*` } },
      { type: 'context', elements: [{ type: 'mrkdwn', text: [environment, release, by === null ? null : `by ${by}`, url === undefined ? null : `<${url}|open>`].filter((part) => part !== null).map((part) => (part.startsWith('<http') ? part : slackText(part))).join(' · ') }] },
    ],
  }),
} as const

// Slack reads & < > as its own; people's words must not become links or mentions.
const slackText = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
