/** A store's own date (YYYY-MM-DD) and time of day (HH:MM). */
export type LocalTime = { readonly day: string; readonly time: string }

/** Tells the local time in a time zone; `now` in milliseconds. */
export type StoreClock = (now: number, timeZone: string) => LocalTime

/** A clock that works each minute out once per time zone: every order asks. */
export function createStoreClock(): StoreClock {
  const zones = new Map<string, { format: Intl.DateTimeFormat; minute: number; local: LocalTime }>()
  return (now, timeZone) => {
    const minute = Math.floor(now / 60_000)
    const known = zones.get(timeZone)
    if (known?.minute === minute) return known.local
    const format = known?.format ?? new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })
    const parts = Object.fromEntries(format.formatToParts(now).map(({ type, value }) => [type, value]))
    const local = { day: `${parts.year}-${parts.month}-${parts.day}`, time: `${parts.hour}:${parts.minute}` }
    zones.set(timeZone, { format, minute, local })
    return local
  }
}
