/** A step with a body that the program stands in, from the outermost to the innermost. Times are milliseconds on the run's own clock. */
export type Frame =
  | { readonly type: 'stage'; readonly name: string }
  | { readonly type: 'node'; readonly label: string }
  | { readonly type: 'lock'; readonly resource: string }
  | { readonly type: 'timeout'; readonly deadline: number; readonly text: string }
  | { readonly type: 'env'; readonly variables: readonly string[] }
  | { readonly type: 'credentials'; readonly bindings: readonly { readonly credentialsId: string; readonly variable: string }[] }

/** The frames of one type. */
export function framesOf<T extends Frame['type']>(context: readonly Frame[], type: T): Extract<Frame, { type: T }>[] {
  return context.filter((frame): frame is Extract<Frame, { type: T }> => frame.type === type)
}

const units: Readonly<Record<string, number>> = { MILLISECONDS: 1, SECONDS: 1000, MINUTES: 60_000, HOURS: 3_600_000 }

/** The frame of `timeout(time: 5, unit: 'MINUTES')` entered at `now`. Throws an Error naming what it does not understand. */
export function timeoutFrame(settings: Readonly<Record<string, unknown>>, now: number): Frame {
  const { time, unit = 'MINUTES', ...others } = settings
  const length = units[String(unit)]
  if (typeof time !== 'number' || length === undefined) throw new Error(`timeout needs a number "time" and a "unit" of ${Object.keys(units).join(', ')}`)
  if (Object.keys(others).length > 0) throw new Error(`timeout has no setting "${Object.keys(others).join('", "')}" here`)
  return { type: 'timeout', deadline: now + time * length, text: `${time} ${String(unit).toLowerCase()}` }
}
