import { z } from 'zod'
import { lineSchema } from './text.ts'

/** Languages that names are written in. */
export const languages = ['en', 'ko'] as const
export type Language = (typeof languages)[number]

/** A name in each language: owners write names, never grammars. */
export const namesSchema = z.object({ en: lineSchema(120), ko: lineSchema(120) })
export type Names = z.infer<typeof namesSchema>
