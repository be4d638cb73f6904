import { z } from 'zod'
import { idSchema, timeSchema } from './id.ts'
import { namesSchema } from './language.ts'
import { noteSchema } from './text.ts'

/** Further names that people say for a thing, in any language. */
const aliasesSchema = z.array(z.string().min(1).max(120)).max(30)
const priceSchema = z.int().min(0).max(1_000_000_000)
const timeOfDay = z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/, 'must be a time of day such as 08:30')

/** From `from` to `to` in the store's own time; a `to` that is not after `from` is on the next day. */
export const servedHoursSchema = z.strictObject({ from: timeOfDay, to: timeOfDay })
export type ServedHours = z.infer<typeof servedHoursSchema>

/** What food law asks to be named. */
export const allergens = ['egg', 'milk', 'wheat', 'soy', 'peanut', 'nuts', 'sesame', 'buckwheat', 'pork', 'beef', 'chicken', 'shrimp', 'crab', 'squid', 'mackerel', 'shellfish', 'peach', 'tomato', 'sulphite'] as const
export const allergenSchema = z.enum(allergens)

/** Where an ingredient comes from. */
export const originSchema = z.strictObject({ ingredient: namesSchema, place: namesSchema })

/** Something that can be chosen for an option. `price` is added for each, in minor units. Ids are unique across the menu. */
export const choiceSchema = z.strictObject({ id: idSchema, names: namesSchema, aliases: aliasesSchema.default([]), price: priceSchema.default(0) })
export type Choice = z.infer<typeof choiceSchema>

/**
 * A question about an item. `required`: there must be a choice; with a `default` an order that says nothing gets that one.
 * `max`: how many choices; of a `countable` option how many times in all.
 */
export const optionSchema = z.strictObject({
  names: namesSchema,
  required: z.boolean().default(false),
  default: idSchema.nullable().default(null),
  max: z.int().min(1).max(20).default(1),
  countable: z.boolean().default(false),
  choices: z.array(choiceSchema).min(1).max(40),
})

/** An item as a brand sells it. Prices in minor units. `options` and `stations` name those of the menu. */
export const itemSchema = z.strictObject({
  names: namesSchema,
  aliases: aliasesSchema.default([]),
  description: z.strictObject({ en: z.string().max(500), ko: z.string().max(500) }).nullable().default(null),
  category: idSchema,
  position: z.int().min(0).max(100_000).default(0),
  price: priceSchema,
  available: z.boolean().default(true),
  hours: z.array(servedHoursSchema).max(6).nullable().default(null).describe('when it is served; null: always'),
  options: z.array(idSchema).max(20).default([]),
  allergens: z.array(allergenSchema).max(allergens.length).default([]),
  origins: z.array(originSchema).max(20).default([]),
  picture: z.string().max(500).regex(/^(https:\/\/|\/(?!\/))\S+$/, 'must be an https address or a path on this site').nullable().default(null),
  stations: z.array(idSchema).max(6).default([]).describe('where in the kitchen it is made; the first leads, the others show it as also theirs'),
})
export type Item = z.infer<typeof itemSchema>

const positioned = z.strictObject({ names: namesSchema, position: z.int().min(0).max(100_000).default(0) })

/** The whole menu as one document. Its parts are members of objects, so that a merge patch (RFC 7396) can name each. */
export const menuDocumentSchema = z.strictObject({
  currency: z.string().regex(/^[A-Z]{3}$/, 'must be an ISO 4217 code'),
  categories: z.record(idSchema, positioned).default({}),
  stations: z.record(idSchema, positioned).default({}),
  options: z.record(idSchema, optionSchema).default({}),
  items: z.record(idSchema, itemSchema).default({}),
})
export type MenuDocument = z.infer<typeof menuDocumentSchema>

/**
 * Something to order, as a store sells it now. `available`: can be ordered at this moment; `soldOut` and `remaining` are
 * the kitchen's word (remaining null: not counted).
 */
export const menuItemSchema = itemSchema.extend({ id: idSchema, available: z.boolean(), soldOut: z.boolean(), remaining: z.int().min(0).nullable() }).strip()
export type MenuItem = z.output<typeof menuItemSchema>

export const menuOptionSchema = optionSchema.extend({ id: idSchema }).strip()
export type MenuOption = z.output<typeof menuOptionSchema>
const namedSchema = z.object({ id: idSchema, names: namesSchema })

/** GET /order/stores/:storeId/menu. */
export const menuSchema = z.object({
  storeId: idSchema,
  currency: z.string().length(3),
  version: z.string().describe('changes when anything but sold-out and remaining counts does'),
  categories: z.array(namedSchema),
  stations: z.array(namedSchema),
  options: z.array(menuOptionSchema),
  items: z.array(menuItemSchema),
})
export type Menu = z.infer<typeof menuSchema>

/** A part of an object in a merge patch (RFC 7396): any of its members, null to remove it or go back to its default. */
function patchOf<Shape extends z.ZodRawShape>(shape: Shape) {
  return z.strictObject(Object.fromEntries(Object.entries(shape).map(([name, member]) => [name, (member as z.ZodType).nullable().optional()])))
}
const bare = (member: z.ZodType): z.ZodType => (member instanceof z.ZodDefault ? bare(member.unwrap() as z.ZodType) : member)
const members = (schema: z.ZodObject) => Object.fromEntries(Object.entries(schema.shape).map(([name, member]) => [name, name === 'names' ? patchOf(namesSchema.shape) : bare(member as z.ZodType)]))
const parts = (schema: z.ZodObject) => z.record(idSchema, patchOf(members(schema)).nullable()).optional()

/** A merge patch of the menu document. */
const patchSchema = z.strictObject({
  currency: menuDocumentSchema.shape.currency.optional(),
  categories: parts(positioned),
  stations: parts(positioned),
  options: parts(optionSchema),
  items: parts(itemSchema),
})

/**
 * POST /order/menu/changes (and …/preview). `patch` is a JSON merge patch (RFC 7396) of the menu document.
 * Without `storeIds` it is for all stores of the brand; without `effectiveAt` it takes effect at once.
 */
export const menuChangeRequestSchema = z.strictObject({
  patch: patchSchema,
  storeIds: z.array(idSchema).min(1).max(500).optional(),
  effectiveAt: timeSchema.optional(),
  note: noteSchema(200).optional(),
})
export type MenuChangeRequest = z.infer<typeof menuChangeRequestSchema>

export const menuChangeSchema = z.object({
  id: idSchema,
  patch: patchSchema,
  storeIds: z.array(idSchema).nullable(),
  effectiveAt: timeSchema,
  note: z.string().nullable(),
  by: z.string().describe('who made it'),
  createdAt: timeSchema,
  undoneAt: timeSchema.nullable(),
  undoneBy: z.string().nullable(),
})
export type MenuChange = z.infer<typeof menuChangeSchema>
export const menuChangeListSchema = z.object({ changes: z.array(menuChangeSchema) })

/** What a change would do: each member of the menu that would be another, store by store. */
export const menuPreviewSchema = z.object({
  stores: z.array(
    z.object({
      storeId: idSchema.nullable().describe('null: the brand’s menu, as stores without changes of their own have it'),
      differences: z.array(z.object({ pointer: z.string(), before: z.unknown().optional(), after: z.unknown().optional() })),
    }),
  ),
})
export type MenuPreview = z.infer<typeof menuPreviewSchema>
