import type { Language } from '../language.ts'

/** Names as an owner wrote them, per language. */
export type SetNames = Partial<Record<Language, readonly string[]>>

export type CartOption = { readonly id: string; readonly count?: number; readonly amount?: 'none' | 'light' | 'extra' }
export type CartLine = { readonly item: string; readonly quantity: number; readonly options: readonly CartOption[] }
export type Ask = { readonly item: string | null; readonly option?: string; readonly choices?: readonly string[] }

/** One turn of an order case; `cart` is the whole cart after it. */
export type OrderTurn = { readonly say: string | readonly string[]; readonly act: string; readonly ask?: Ask; readonly item?: string; readonly cart: readonly CartLine[] }
export type OrderCase = { readonly id: string; readonly lang: Language; readonly turns: readonly OrderTurn[] }

export type Value = string | number | boolean
export type DeviceAction = {
  readonly devices?: readonly string[]
  readonly set?: Readonly<Record<string, Value>>
  readonly change?: Readonly<Record<string, string>>
  readonly by?: number
  readonly scene?: string
}
export type When = { readonly after?: string; readonly at?: string; readonly every?: 'day' | readonly string[] }
export type DeviceMeaning = {
  readonly act: string
  readonly actions?: readonly DeviceAction[]
  readonly when?: When
  readonly query?: { readonly devices: readonly string[]; readonly property: string }
}
export type DeviceCase = DeviceMeaning & { readonly id: string; readonly lang: Language; readonly say: string | readonly string[]; readonly area?: string }

export type Case = OrderCase | DeviceCase

/** Reads one case a line; blank lines are passed over. Throws an Error that names the line that is not JSON or not a case. */
export function readCases(text: string, file: string): Case[] {
  return text.split('\n').flatMap((line, index) => {
    if (!line.trim()) return []
    const at = `${file}:${index + 1}`
    let parsed: Partial<OrderCase & DeviceCase>
    try {
      parsed = JSON.parse(line) as Partial<OrderCase & DeviceCase>
    } catch (error) {
      throw new Error(`${at} is not JSON`, { cause: error })
    }
    const said = Array.isArray(parsed.turns) || typeof parsed.say === 'string' || Array.isArray(parsed.say)
    if (typeof parsed.id !== 'string' || typeof parsed.lang !== 'string' || !said) throw new Error(`${at} is no case: it needs id, lang, and say or turns`)
    return [parsed as Case]
  })
}
