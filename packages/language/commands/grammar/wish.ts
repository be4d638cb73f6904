import type { HomeDevice } from '../home.ts'
import type { Clause } from './clause.ts'
import { canSet, type Effect, impossible } from './effect.ts'
import { amounts, moved, values, ways } from './levels.ts'
import { acted, hasLevel, levelValue, playing } from './said.ts'

/** What the clause makes of the device; empty where the device can do nothing of it. */
export function effectsOn(device: HomeDevice, clause: Clause): Effect[] {
  return [...new Map(partsOn(device, clause).filter(({ property }) => canSet(device, property) && !(property === 'volume' && clause.properties.includes('music') && !canSet(device, 'playback'))).map((effect) => [effect.property, effect])).values()]
}

/** Every part of the wish as it would be for this device, whether it can do it or not. */
export function partsOn(device: HomeDevice, clause: Clause): Effect[] {
  return [...verbs(device, clause), ...values(device, clause), ...amounts(device, clause), ...ways(device, clause)]
}

const power = (value: 'on' | 'off'): Effect => ({ property: 'power', value })
const play = (value: string): Effect => ({ property: 'playback', value })

function verbs(device: HomeDevice, clause: Clause): Effect[] {
  // 'can I get some light?'
  if (clause.acts.length > 0 && clause.acts.every(({ act, concept }) => act === 'set' && concept === 'get') && !hasLevel(clause) && clause.properties.length === 0) return device.type === 'light' ? [power('on')] : []
  return clause.acts.flatMap(({ act, concept }) => verb(act, concept, device, clause))
}

function verb(act: Clause['acts'][number]['act'], concept: string | undefined, device: HomeDevice, clause: Clause): Effect[] {
  const music = clause.properties.includes('music')
  switch (act) {
    case 'on':
    case 'start':
    case 'turn':
    case 'run':
    case 'isOn': return concept === 'enter' && !playing(clause) ? [impossible] : started(act, clause)
    case 'off':
    case 'isOff':
      if (concept === 'out' && device.type === 'blind') return opened(device, clause)
      // 'cut it down to a quarter'
      if (concept === 'cut' && hasLevel(clause)) return []
      // '티비 소리 꺼', 'sound off'
      if (clause.properties.includes('volume') && !music) return [{ property: 'volume', value: 0 }]
      return [music ? play('pause') : power('off')]
    case 'play': return playing(clause) ? [] : [play('play')]
    case 'pause': return [canSet(device, 'playback') || music ? play('pause') : power('off')]
    case 'next':
    case 'previous': return [play(act)]
    case 'mute': return [{ property: 'volume', value: 0 }]
    case 'lock':
    case 'isLocked': return [{ property: 'locked', value: true }]
    case 'unlock':
    case 'isUnlocked': return [{ property: 'locked', value: false }]
    case 'open':
    case 'isOpen': return opened(device, clause)
    case 'close':
    case 'isClosed': return closed(device, clause)
    case 'fold': return foldsIn(device) ? closed(device, clause) : opened(device, clause)
    case 'up':
    case 'down':
      if (clause.properties.includes('power')) return [power(act === 'up' ? 'on' : 'off')]
      return clause.amounts.length === 0 && levelValue(clause) === undefined ? moved(device, clause, act) : []
    default: return []
  }
}

function started(act: Clause['acts'][number]['act'], clause: Clause): Effect[] {
  if (act !== 'on' && (playing(clause) || acted(clause, 'play', 'pause'))) return []
  // 'get the fan going faster'
  if (act === 'isOn' && hasLevel(clause)) return []
  // '오븐 모드 켜줘': which mode is not said
  if (clause.properties.includes('mode') && !clause.values.some(({ property }) => property === 'mode')) return [impossible]
  if (clause.properties.includes('music')) return [play('play')]
  if ((act === 'turn' || act === 'run') && (clause.acts.length > 1 || hasLevel(clause))) return []
  return [power('on')]
}

/** An awning that is folded or rolled up is in; a curtain that is drawn back is open. */
const foldsIn = (device: HomeDevice): boolean => Object.values(device.names).flat().some((name) => /어닝|차양|그늘막|awning|canopy/i.test(name ?? ''))

const partly = (clause: Clause): boolean => clause.amounts.length > 0 || levelValue(clause) !== undefined

function opened(device: HomeDevice, clause: Clause): Effect[] {
  if (device.type === 'lock') return [{ property: 'locked', value: false }]
  if (partly(clause) && canSet(device, 'position')) return []
  return [clause.more || clause.little ? { property: 'position', direction: 'up' } : { property: 'position', value: 100 }]
}

function closed(device: HomeDevice, clause: Clause): Effect[] {
  // 'close the front door': whether it shall be locked is not said
  if (device.type === 'lock' || (partly(clause) && canSet(device, 'position'))) return []
  return [clause.more || clause.little ? { property: 'position', direction: 'down' } : { property: 'position', value: 0 }]
}
