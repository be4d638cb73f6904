/** What the command's exit codes mean. */
export const exitCodes = { done: 0, failed: 1, usage: 2, refused: 3 } as const

/** The step could not do its work: exit 1. The first line of the message names the cause. */
export class Failure extends Error {
  override readonly name: string = 'Failure'
  readonly exitCode: number = exitCodes.failed
}

/** The command was called wrongly: exit 2. */
export class Usage extends Failure {
  override readonly name = 'Usage'
  override readonly exitCode = exitCodes.usage
}

/** Gates said no: exit 3. Every reason is given at once, one a line. */
export class Refusal extends Failure {
  override readonly name = 'Refusal'
  override readonly exitCode = exitCodes.refused
  readonly reasons: readonly string[]

  constructor(what: string, reasons: readonly string[]) {
    super(reasons.length === 1 ? `${what}: ${reasons[0]}` : [`${what}: ${reasons.length} gates refuse`, ...reasons.map((reason) => `  ${reason}`)].join('\n'))
    this.reasons = reasons
  }
}
