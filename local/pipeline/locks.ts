/** Named locks that runs of one queue hold, each by one at a time, in the order they asked. */
export class Locks {
  readonly #last = new Map<string, Promise<void>>()

  /** Waits for the lock and returns what gives it back. Throws the signal's reason when aborted while waiting. */
  async acquire(resource: string, signal: AbortSignal): Promise<() => void> {
    const before = this.#last.get(resource) ?? Promise.resolve()
    const held = Promise.withResolvers<void>()
    this.#last.set(resource, before.then(() => held.promise))
    const aborted = Promise.withResolvers<never>()
    const abort = () => aborted.reject(signal.reason)
    signal.addEventListener('abort', abort)
    try {
      signal.throwIfAborted()
      await Promise.race([before, aborted.promise])
      return held.resolve
    } catch (error) {
      held.resolve()
      throw error
    } finally {
      signal.removeEventListener('abort', abort)
    }
  }
}
