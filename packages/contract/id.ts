import { z } from 'zod'

/** An id as it appears in URLs and documents: short, URL-safe, made by us. */
export const idSchema = z.string().regex(/^[A-Za-z0-9_-]{1,64}$/, 'must be 1 to 64 letters, digits, "-" or "_"')

/** A point in time as RFC 3339 text in UTC, for example 2026-11-21T09:30:00.000Z. */
export const timeSchema = z.iso.datetime()
