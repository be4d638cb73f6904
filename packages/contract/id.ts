import { z } from 'zod'

/** An id as it appears in URLs and documents: short, URL-safe, made by us. */
export const idSchema = z.string().regex(/^[A-Za-z0-9_-]{1,64}$/, 'must be 1 to 64 letters, digits, "-" or "_"')

/** An id that somebody chooses. Small letters only: not every database tells Seat-1 from seat-1. */
export const slugSchema = z.string().regex(/^[a-z0-9][a-z0-9_-]{0,63}$/, 'must be 1 to 64 small letters, digits, "-" or "_", and not begin with "-" or "_"')

/** A point in time as RFC 3339 text in UTC, for example 2026-11-21T09:30:00.000Z. */
export const timeSchema = z.iso.datetime()
