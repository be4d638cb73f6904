import type { Device } from '@jari/contract/device.ts'
import { useLanguage } from '../language/language.tsx'
import type { MessageKey } from '../language/messages.ts'
import { lampView } from './devices.ts'

export type LampRowProps = {
  readonly device: Device
  /** Why the last command could not even be sent, or empty. */
  readonly unsent: string
  /** A command is on its way to the service. */
  readonly sending: boolean
  command(device: Device, power: 'on' | 'off'): void
}

/** A lamp as it says it is. A command is shown as waiting until the lamp reports, never as done before. */
export function LampRow({ device, unsent, sending, command }: LampRowProps) {
  const { say, language } = useLanguage()
  const view = lampView(device)
  const wanted = (view.waitingFor ?? view.shown) === 'on' ? 'off' : 'on'
  const state: MessageKey = view.waitingFor ? `lamp.turning${view.waitingFor === 'on' ? 'On' : 'Off'}` : `lamp.${view.shown}`
  const title = `lamp-${device.id}`
  return (
    <article class={`lamp ${view.shown} ${view.waitingFor ? 'waiting' : ''}`} aria-labelledby={title}>
      <span class="bulb" aria-hidden="true" />
      <h3 id={title}>{device.names?.[language] ?? device.name}</h3>
      <p class="lamp-state">{say(state)}</p>
      <p class={view.online ? 'quiet' : 'offline'}>
        <span aria-hidden="true">{view.online ? '●' : '✕'}</span> {say(view.online ? 'lamp.online' : 'lamp.offline')}
      </p>
      <button type="button" class="primary" aria-disabled={sending} aria-describedby={title} onClick={() => sending || command(device, wanted)}>
        {say(wanted === 'on' ? 'lamp.turnOn' : 'lamp.turnOff')}
      </button>
      <p class="fault" role="alert">
        {unsent || (view.fault && say('lamp.failed', { why: say(`lamp.fault.${view.fault}`) }))}
      </p>
    </article>
  )
}
