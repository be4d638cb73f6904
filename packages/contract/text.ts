import { z } from 'zod'

/** One line for people to read: no control characters nor others that not every file may hold, at most `max` characters. */
export function lineSchema(max: number) {
  // eslint-disable-next-line no-control-regex -- it is these that are refused
  return z.string().min(1).max(max).regex(/^[^\u0000-\u001f\u007f-\u009f\u2028\u2029\ud800-\udfff\ufffe\uffff]+$/u, 'must be one line')
}

/** What somebody says in their own words: not only blanks, at most `max` characters; blanks around it are dropped. */
export function wordsSchema(max: number) {
  return z.string().min(1).max(max).regex(/\S/, 'must say something').trim()
}
