import type { Menu } from '@jari/contract/menu.ts'
import type { VoiceOrder, VoiceReply } from '@jari/contract/voice-order.ts'

/**
 * Turns what was said into a cart: the one place where the understanding of speech is plugged in. It only computes: no
 * order is placed by it. `menu` as the guest sees it at this moment.
 */
export type UnderstandOrder = (menu: Menu, said: VoiceOrder) => VoiceReply
