/**
 * Ends this process by process.exit when it is told to end, so that what listens to its exit can still tidy up: without it
 * Node is gone before anybody hears of it. Exit codes as a shell gives them.
 */
export function endOnSignals(): void {
  for (const [signal, number] of [['SIGHUP', 1], ['SIGINT', 2], ['SIGTERM', 15]] as const) process.once(signal, () => process.exit(128 + number))
}
