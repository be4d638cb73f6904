import type { HomeCatalogue, HomeDevice } from '@jari/language/commands/home.ts'
import { seeded } from './random.ts'

type Kind = Pick<HomeDevice, 'type' | 'can'> & { readonly ko: string; readonly en: string }

const kinds: readonly Kind[] = [
  { type: 'light', ko: '조명', en: 'light', can: ['power', 'brightness', 'color', 'colorTemperature'] },
  { type: 'climate', ko: '에어컨', en: 'air conditioner', can: ['power', 'temperature', 'mode', 'fanSpeed'] },
  { type: 'fan', ko: '선풍기', en: 'fan', can: ['power', 'fanSpeed'] },
  { type: 'blind', ko: '블라인드', en: 'blind', can: ['position'] },
  { type: 'lock', ko: '문', en: 'door', can: ['locked', 'open', 'battery'] },
  { type: 'speaker', ko: '스피커', en: 'speaker', can: ['power', 'volume', 'playback'] },
  { type: 'display', ko: '화면', en: 'display', can: ['power', 'brightness'] },
  { type: 'sensor', ko: '온습도계', en: 'sensor', can: ['temperature', 'humidity', 'battery'] },
]
const rooms: readonly (readonly [ko: string, en: string])[] = [
  ['홀', 'hall'], ['주방', 'kitchen'], ['카운터', 'counter'], ['창고', 'storage room'], ['화장실', 'restroom'], ['테라스', 'terrace'], ['사무실', 'office'], ['회의실', 'meeting room'], ['복도', 'corridor'], ['휴게실', 'break room'], ['로비', 'lobby'], ['전시실', 'gallery'],
]
const where: readonly (readonly [ko: string, en: string])[] = [
  ['창가', 'window'], ['왼쪽', 'left'], ['오른쪽', 'right'], ['중앙', 'centre'], ['입구', 'entrance'], ['벽', 'wall'], ['천장', 'ceiling'], ['안쪽', 'inner'], ['바깥쪽', 'outer'], ['구석', 'corner'],
]

/** A made-up building with this many devices; the same one for the same size. */
export function madeHome(size: number): HomeCatalogue {
  const random = seeded(size)
  const floors = Math.max(1, Math.ceil(size / 250))
  const perFloor = Math.min(rooms.length, Math.max(3, Math.ceil(size / floors / 20)))
  const areas = Array.from({ length: floors }, (_, floor) => rooms.slice(0, perFloor).map(([ko, en]) => ({ ko: floors > 1 ? `${floor + 1}층 ${ko}` : ko, en: floors > 1 ? `floor ${floor + 1} ${en}` : en, floor: String(floor + 1) }))).flat()
  const devices = Array.from({ length: size }, (_, index): HomeDevice => {
    const area = index % areas.length
    const kind = kinds[Math.floor(index / areas.length) % kinds.length]!
    const round = Math.floor(index / areas.length / kinds.length)
    const [ko, en] = where[round % where.length]!
    const number = round >= where.length ? ` ${Math.floor(round / where.length) + 1}` : ''
    const place = random() < 0.5 ? areas[area]! : { ko: '', en: '' }
    return { id: `device_${index}`, type: kind.type, area: `area_${area}`, can: kind.can, names: { ko: [`${place.ko} ${ko} ${kind.ko}${number}`.trim()], en: [`${place.en} ${en} ${kind.en}${number}`.trim()] } }
  })
  return {
    areas: areas.map(({ ko, en, floor }, index) => ({ id: `area_${index}`, names: { ko: [ko], en: [en] }, floor })),
    devices,
    scenes: [{ id: 'closing', names: { ko: ['마감 모드'], en: ['closing time'] } }, { id: 'opening', names: { ko: ['오픈 모드'], en: ['opening time'] } }],
  }
}
