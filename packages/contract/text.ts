import { z } from 'zod'

/** One line for people to read, with something in it to see: no control characters, at most `max` characters. */
export function lineSchema(max: number) {
  // eslint-disable-next-line no-control-regex -- it is these that are refused
  return z.string().min(1).max(max).regex(/^[^\u0000-\u001f\u007f]*[^\u0000-\u0020\u007f\u00a0][^\u0000-\u001f\u007f]*$/, 'must be one line that is not empty')
}
