import { english } from './english.ts'
import { korean } from './korean.ts'
import { orderUnderstanding } from './understanding.ts'

export type { OrderAct, OrderAnswer, OrderAsk, OrderRequest } from './understanding.ts'

/** Understanding orders in every language there is. A page that is loaded for one language takes `orderUnderstanding` and that one. */
export const { compileMenu, understandOrder } = orderUnderstanding({ ko: korean, en: english })
