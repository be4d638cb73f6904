import { countingWord } from '../korean/numerals.ts'
import { withParticle } from '../korean/particles.ts'
import type { CartLine, CartOption } from '../orders/cart.ts'
import type { ReplyNames, ReplyPart } from './part.ts'

/** One part of a reply in Korean. */
export function renderKorean(part: ReplyPart, names: ReplyNames): string {
  switch (part.kind) {
    case 'taken':
      return `${withParticle(listed(part.lines, names), 'object')} 담았어요.`
    case 'order':
      return `주문은 ${withParticle(listed(part.lines, names), 'copula')}.`
    case 'askOption':
      return `${withParticle(names.item(part.item), 'topic')} ${part.choices.map(id => asManner(names.choice(id))).join(', ')} 중에 어떻게 드릴까요?`
    case 'askWhich':
      return `${part.items.map(names.item).join(', ')} 중에 어떤 걸로 드릴까요?`
    case 'askQuantity':
      return `${withParticle(`${names.item(part.item)} ${part.quantity}${counter(part.item, names)}`, 'subject')} 맞나요?`
    case 'soldOut':
      return `${withParticle(names.item(part.item), 'topic')} 품절이에요.`
    case 'notOnMenu':
      return '그건 메뉴에 없어요.'
    case 'askConfirm':
      return '이대로 주문할까요?'
    case 'cancelled':
      return '주문을 모두 취소했어요.'
    case 'empty':
      return '아직 담은 것이 없어요.'
    case 'askStaff':
      return '직원에게 물어볼게요.'
    case 'notUnderstood':
      return '잘 못 들었어요. 다시 말씀해 주세요.'
    case 'anythingElse':
      return '더 필요한 게 있으세요?'
  }
}

/** '아이스 아메리카노 두 잔과 크로플 한 개': the last two joined by the particle that fits. */
function listed(lines: readonly CartLine[], names: ReplyNames): string {
  const said = lines.map(line => counted(line, names))
  const last = said.pop() ?? ''
  return said.length === 0 ? last : `${withParticle(said.join(', '), 'and')} ${last}`
}

function counted(line: CartLine, names: ReplyNames): string {
  const plain = line.options.filter(option => option.amount === undefined && option.count === undefined).map(option => names.choice(option.id))
  const special = line.options.filter(option => option.amount !== undefined || option.count !== undefined).map(option => qualified(option, names))
  const extra = special.length > 0 ? ` (${special.join(', ')})` : ''
  return `${[...plain, names.item(line.item)].join(' ')} ${countingWord(line.quantity)} ${counter(line.item, names)}${extra}`
}

const amounts = { none: '빼고', light: '적게', extra: '많이' }

function qualified({ id, count, amount }: CartOption, names: ReplyNames): string {
  return amount ? `${names.choice(id)} ${amounts[amount]}` : `${names.choice(id)} ${countingWord(count ?? 1)} 번`
}

function counter(item: string, names: ReplyNames): string {
  return names.drink(item) ? '잔' : '개'
}

/** A describing word stands before 걸로, a noun takes the particle: '따뜻한 걸로', '라지로', '핫으로'. */
function asManner(choice: string): string {
  return /[ㄱ-힣]/.test(choice) && /(?:한|운|은|는|ㄴ)$/.test(choice) ? `${choice} 것` : choice
}
