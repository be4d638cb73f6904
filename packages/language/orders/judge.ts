import type { OrderContext } from './context.ts'
import type { Clause, Mention, Reading } from './mention.ts'

/** Whether a thing spoken about is ordered: what is asked, told of or pondered is not. */
export function isOrder(clause: Clause | undefined, mention: Mention, reading: Reading): boolean {
  if (!clause || clause.elsewhen) return false
  // '그걸로 결제할게요' changes nothing.
  if (clause.done && !mention.items && !mention.offMenu && mention.wishes.length === 0 && mention.quantity === undefined) return false
  const share = clause.unexplained / Math.max(1, clause.explained + clause.unexplained)
  // '김밥 썰어 주세요'
  if (clause.request && clause.talk && mention.quantity === undefined && mention.wishes.length === 0) return false
  if (clause.request) return share < 0.62 && !(clause.undecided && mention.items === undefined)
  if (clause.question || clause.talk || clause.undecided) return false
  if (mention.quantity === undefined && mention.wishes.length === 0 && reading.clauses.some(other => other.talk && !other.request)) return false
  const beside = reading.mentions.some(other => other.clause === mention.clause && other.items !== undefined && other.quantity !== undefined)
  if (reading.clauses.some(other => other.talk && !other.request) && mention.items === undefined && !beside) return false
  if (clause.weak > 0 && !reading.mentions.some(other => other.clause === mention.clause && other.items !== undefined && (other.quantity !== undefined || (clause.weak === 1 && other.whole === true && other.wishes.length > 1)))) return false
  return share < 0.42
}

export function isQuestion(clause: Clause): boolean {
  const share = clause.unexplained / Math.max(1, clause.explained + clause.unexplained)
  if (!clause.question || clause.talk || clause.undecided) return false
  return clause.menu ? share < 0.7 && (clause.weak === 0 || clause.polite) : clause.menuLike === true && clause.weak === 0 && share < 0.4
}

/** What a question was about, so that '그거 두 개' can mean it. */
export function topicOf(reading: Reading, live: readonly Mention[]): OrderContext {
  const asked = reading.mentions.filter(mention => !live.includes(mention))
  const items = [...new Set(asked.flatMap(mention => mention.items ?? []))]
  const choices = asked.flatMap(mention => mention.wishes.flatMap(wish => wish.choices))
  return { ...(items.length > 0 && { topic: items }), ...(choices.length > 0 && { topicChoices: choices }) }
}
