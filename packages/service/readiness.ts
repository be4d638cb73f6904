/** Something that must hold before a service takes requests: `check` throws an Error that says what is missing. */
export type ReadinessCheck = { readonly name: string; readonly check: () => Promise<void> }

export type Readiness = {
  /** True from SIGTERM on. */
  readonly draining: boolean
  drain(): void
  /** The names and reasons of all checks that fail, empty when ready. Answers are kept for a second. */
  faults(): Promise<string[]>
}

/** How long an answer is kept, in milliseconds: probes of several sides must not become load on the database. */
const keptFor = 1000
/** A check that takes longer counts as failed, in milliseconds; below the probe's own time-out. */
const patience = 900

/** Readiness of one service: all checks pass and it is not draining. */
export function createReadiness(checks: readonly ReadinessCheck[], now: () => number = Date.now): Readiness {
  let draining = false
  let checkedAt = -Infinity
  let answer: Promise<string[]> = Promise.resolve([])
  return {
    get draining() {
      return draining
    },
    drain() {
      draining = true
    },
    async faults() {
      if (draining) return ['draining']
      if (now() - checkedAt >= keptFor) {
        checkedAt = now()
        answer = Promise.all(checks.map(run)).then((faults) => faults.filter((fault) => fault !== null))
      }
      return answer
    },
  }
}

async function run({ name, check }: ReadinessCheck): Promise<string | null> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${patience} ms`)), patience)
  })
  try {
    await Promise.race([check(), late])
    return null
  } catch (error) {
    return `${name}: ${(error as Error).message}`
  } finally {
    clearTimeout(timer)
  }
}
