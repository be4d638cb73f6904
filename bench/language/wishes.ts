import type { Language } from '../../packages/language/language.ts'
import type { HomeCatalogue, HomeDevice } from '@jari/language/commands/home.ts'
import { pick, seeded } from './random.ts'

/** A sentence, and what it means where it is a wish; misses are talk. */
export type Wish = { readonly say: string; readonly miss: boolean; readonly device?: string; readonly property?: string; readonly value?: string | number | boolean }

type Form = readonly [ko: string, en: string, property: string, value: string | number | boolean]
const forms: Readonly<Partial<Record<HomeDevice['type'], readonly Form[]>>> = {
  light: [['{} 켜줘', 'turn on the {}', 'power', 'on'], ['{} 꺼 주세요', 'turn the {} off', 'power', 'off'], ['{} 밝기 40으로 해줘', 'set the {} to 40 percent', 'brightness', 40], ['{} 파란색으로 바꿔줘', 'set the {} to blue', 'color', 'blue']],
  climate: [['{} 24도로 맞춰줘', 'set the {} to 24 degrees', 'temperature', 24], ['{} 켜줘', 'turn on the {}', 'power', 'on'], ['{} 냉방으로 바꿔줘', 'set the {} to cool mode', 'mode', 'cool']],
  fan: [['{} 좀 틀어줘', 'switch on the {}', 'power', 'on'], ['{} 꺼줘', 'switch off the {}', 'power', 'off']],
  blind: [['{} 내려줘', 'close the {}', 'position', 0], ['{} 30퍼센트만 열어줘', 'open the {} to 30 percent', 'position', 30]],
  lock: [['{} 잠가줘', 'lock the {}', 'locked', true], ['{} 열어줘', 'unlock the {}', 'locked', false]],
  speaker: [['{} 볼륨 30으로 해줘', 'set the volume of the {} to 30', 'volume', 30], ['{} 꺼줘', 'turn off the {}', 'power', 'off']],
  display: [['{} 켜줘', 'turn on the {}', 'power', 'on'], ['{} 밝기 70으로 맞춰', 'set the {} brightness to 70', 'brightness', 70]],
}

const talk: Readonly<Record<Language, readonly string[]>> = {
  ko: ['오늘 손님이 왜 이렇게 많아요', '어제 택배 온 거 어디에 뒀어', '점심 뭐 먹을까 우리', '우유가 다 떨어진 것 같은데 주문했어요?', '알바생 면접은 내일 오후라고 들었어요', '컵 설거지 좀 해줄래', '비가 많이 오네 우산 가져왔니', '저 먼저 퇴근하겠습니다 수고하세요', '원두 새로 들어온 거 맛이 어때', '주차장에 차가 너무 많더라고요'],
  en: ['did the delivery come this morning', 'we are running out of oat milk again', 'what do you want for lunch today', 'the new barista starts on Wednesday I think', 'somebody spilled coffee near table four', 'can you wash the cups before you go', 'how was your holiday with the family', 'I am leaving early today see you tomorrow', 'those beans taste a bit sour to me', 'there were so many people in line yesterday'],
}

/** Sentences for a home, the same ones every time: two thirds name a device, one third is talk. */
export function madeWishes(home: HomeCatalogue, lang: Language, count: number): Wish[] {
  const random = seeded(home.devices.length * 2 + (lang === 'ko' ? 1 : 0))
  const able = home.devices.filter(({ type }) => forms[type])
  const areas = new Map(home.areas.map((area) => [area.id, area.names[lang]![0]!]))
  return Array.from({ length: count }, (_, index): Wish => {
    if (index % 3 === 2) return { say: pick(random, talk[lang]), miss: true }
    const device = pick(random, able)
    const [ko, en, property, value] = pick(random, forms[device.type]!)
    const own = device.names[lang]![0]!
    const place = areas.get(device.area ?? '')!
    const name = own.startsWith(place) ? own : lang === 'ko' ? `${place} ${own}` : `${place} ${own}`
    return { say: (lang === 'ko' ? ko : en).replace('{}', name), miss: false, device: device.id, property, value }
  })
}
