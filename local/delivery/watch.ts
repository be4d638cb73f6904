import { createHash } from 'node:crypto'

/** A value that is read only while somebody looks. */
export type Watch<T> = {
  /** The value, at most `freshness` milliseconds old; readers at the same time share one reading. */
  current(): Promise<T>
  /** Something was changed on purpose: the next reader gets a new reading. */
  forget(): void
  /** Calls back with the version of each value that differs from the one before, beginning with the present one. Returns how to stop. */
  subscribe(changed: (version: string) => void): () => void
  close(): void
}

/** Two values with the same content have the same version. */
export function versionOf(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('base64url').slice(0, 16)
}

/** Reads every `interval` milliseconds while there are subscribers, never twice at once. `failed` hears of readings that threw. */
export function watch<T>(read: () => Promise<T>, failed: (error: unknown) => void, interval = 2000, freshness = 1000): Watch<T> {
  const subscribers = new Map<(version: string) => void, string | undefined>()
  let reading: Promise<T> | undefined
  let readAt = 0
  let timer: NodeJS.Timeout | undefined
  let looking = false

  function current(): Promise<T> {
    if (reading !== undefined && performance.now() - readAt < freshness) return reading
    readAt = Infinity
    const begun = read().finally(() => { if (reading === begun) readAt = performance.now() })
    reading = begun
    return begun
  }

  async function look() {
    looking = true
    try {
      const version = versionOf(await current())
      for (const [changed, seen] of subscribers) {
        if (seen === version) continue
        subscribers.set(changed, version)
        changed(version)
      }
    } catch (error) {
      failed(error)
    }
    looking = false
    if (subscribers.size > 0) timer = setTimeout(look, interval)
  }

  function stop() {
    clearTimeout(timer)
    timer = undefined
  }

  return {
    current,
    forget() {
      reading = undefined
    },
    subscribe(changed) {
      subscribers.set(changed, undefined)
      stop()
      if (!looking) timer = setTimeout(look, 0)
      return () => {
        subscribers.delete(changed)
        if (subscribers.size === 0) stop()
      }
    },
    close() {
      subscribers.clear()
      stop()
    },
  }
}
