import { z } from 'zod'

/** One line for people to read: no control characters nor others that not every file may hold, at most `max` characters. */
export function lineSchema(max: number) {
  // eslint-disable-next-line no-control-regex -- it is these that are refused
  return z.string().min(1).max(max).regex(/^[^\u0000-\u001f\u007f-\u009f\u2028\u2029\ufffe\uffff]+$/, 'must be one line').refine((text) => text.isWellFormed(), 'must be whole characters')
}

/** What somebody says in their own words: not only blanks, at most `max` characters; blanks around it are dropped. */
export function wordsSchema(max: number) {
  // eslint-disable-next-line no-control-regex -- not every database keeps it
  return z.string().min(1).max(max).regex(/^[^\u0000]*[^\s\u0000][^\u0000]*$/, 'must say something').trim()
}

/** A note that may be empty, at most `max` characters; blanks around it are dropped. */
export function noteSchema(max: number) {
  // eslint-disable-next-line no-control-regex -- not every database keeps it
  return z.string().max(max).regex(/^[^\u0000]*$/, 'must not hold a NUL').trim()
}
