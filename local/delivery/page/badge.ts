import { html, type Html } from './html.ts'
import { sayIfKnown, type Say } from './words.ts'

export type Tone = 'good' | 'busy' | 'bad' | 'quiet'

/** Every state has a tone and a sign, so that nothing is told by colour alone. */
const tones: Record<string, Tone> = {
  Healthy: 'good', Synced: 'good', success: 'good', done: 'good',
  Progressing: 'busy', OutOfSync: 'busy', Running: 'busy', running: 'busy', pending: 'busy', Terminating: 'busy',
  Degraded: 'bad', Missing: 'bad', Failed: 'bad', Error: 'bad', failure: 'bad', failed: 'bad', error: 'bad', unreadable: 'bad',
}

const signs: Record<Tone, string> = { good: '✓', busy: '◔', bad: '✕', quiet: '–' }

export function toneOf(state: string): Tone {
  return tones[state] ?? 'quiet'
}

/** A state as a small label with its sign. */
export function badge(say: Say, state: string): Html {
  const tone = toneOf(state)
  return html`<span class="badge ${tone}"><span aria-hidden="true">${signs[tone]}</span> ${sayIfKnown(say, state)}</span>`
}

/** The sign alone, for a place where the word stands beside it. */
export function sign(state: string): Html {
  const tone = toneOf(state)
  return html`<span class="sign ${tone}" aria-hidden="true">${signs[tone]}</span>`
}
