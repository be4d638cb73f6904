import { z } from 'zod'

/** Languages that names are written in. */
export const languages = ['en', 'ko'] as const
export type Language = (typeof languages)[number]

/** A name in each language: owners write names, never grammars. */
export const namesSchema = z.object({ en: z.string().min(1).max(120), ko: z.string().min(1).max(120) })
export type Names = z.infer<typeof namesSchema>
