import type { ReadonlySignal } from '@preact/signals'
import { formatAge } from '../language/format.ts'
import { useLanguage } from '../language/language.tsx'
import { useNow } from '../page/now.ts'
import { linkOf, type Heard } from './link.ts'

const icons = { connecting: '◌', live: '●', stale: '▲', lost: '▲' } as const

/** Whether what the page shows is the present: a quiet light while the feed is heard, loud when it is not. */
export function ConnectionLight({ heard }: { heard: ReadonlySignal<Heard> }) {
  const { say } = useLanguage()
  const { state, ageMs } = linkOf(heard.value, useNow())
  const loud = state === 'stale' || state === 'lost'
  return (
    <>
      <p class={`light ${state}`}>
        <span aria-hidden="true">{icons[state]}</span> {say(loud ? 'link.notLive' : `link.${state}`)}
        {heard.value.lastFrameAt !== undefined && <small>{say('link.heard', { age: formatAge(ageMs, say) })}</small>}
      </p>
      {/* there from the beginning, so that screen readers notice when it fills; without the age, which they would read each second */}
      <p class="stale-alert" role="alert">
        {loud && say(`link.${state}`)}
      </p>
    </>
  )
}
