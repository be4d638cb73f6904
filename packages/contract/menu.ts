import { z } from 'zod'
import { idSchema } from './id.ts'
import { namesSchema } from './language.ts'

/** Something to order. `price` is in minor units of the menu's currency. `aliases` are further names people say. */
export const menuItemSchema = z.object({
  id: idSchema,
  names: namesSchema,
  aliases: z.array(z.string()),
  category: z.string(),
  price: z.int().min(0),
  available: z.boolean(),
})
export type MenuItem = z.infer<typeof menuItemSchema>

export const menuSchema = z.object({ storeId: idSchema, currency: z.string().length(3), items: z.array(menuItemSchema) })
export type Menu = z.infer<typeof menuSchema>
