import type { Mention } from '../mention.ts'

/** '햄버거는 불고기로 세트 두 개': a kind named as the topic before one of it is not a thing of its own. */
export function dropCategories(mentions: readonly Mention[]): Mention[] {
  return mentions.filter((mention, at) => {
    const next = mentions[at + 1]
    // '김밥 다섯 줄 야채 셋 참치 둘': the number of the kind is the sum of what follows.
    const kind = mention.items !== undefined && mention.items.length > 1 && mention.quantity !== undefined && mention.wishes.length === 0
    if (kind) {
      let sum = 0
      for (const part of mentions.slice(at + 1)) {
        if (part.quantity === undefined || !part.items?.every(id => mention.items?.includes(id))) break
        sum += part.quantity
        if (sum === mention.quantity) return false
      }
    }
    const vague = mention.items !== undefined && mention.items.length > 1 && mention.quantity === undefined && mention.wishes.length === 0 && mention.topic === true
    return !(vague && next?.items && next.items.every(id => mention.items?.includes(id)))
  })
}

/** '플레인 스콘이랑 초코칩 스콘 하나씩': the number is that of each thing named before without one. */
export function shareEach(mentions: readonly Mention[]): Mention[] {
  const out: Mention[] = mentions.map(mention => ({ ...mention, wishes: [...mention.wishes] }))
  for (const [at, mention] of out.entries()) {
    if (!mention.each || mention.quantity === undefined) continue
    for (let before = at - 1; before >= 0; before -= 1) {
      const other = out[before]
      if (!other?.items || other.quantity !== undefined || other.deed !== 'want') break
      other.quantity = mention.quantity
      const late = mention.wishes.filter(wish => wish.late)
      if (other.wishes.length > 0) other.wishes.push(...late.map(wish => ({ ...wish })))
      else if (mention.wishes.length > 0) other.wishes = mention.wishes.map(wish => ({ ...wish }))
    }
  }
  return out.filter((mention, at) => !(mention.each && !mention.items && mention.wishes.length === 0 && at > 0 && out[at - 1]?.quantity === mention.quantity && out[at - 1]?.items))
}
