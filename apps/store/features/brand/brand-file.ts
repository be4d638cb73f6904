import { stringify, parse, YAMLParseError } from 'yaml'
import { brandFileSchema } from '@jari/contract/brand.ts'
import type { Brand, BrandFile } from '@jari/contract/brand.ts'
import type { EntityManager } from '@jari/service/database.ts'
import { problems } from '@jari/service/problems.ts'
import type { BodyFormat } from '@jari/service/route.ts'
import { validate } from '@jari/service/validate.ts'
import { seatsOf } from '../../repositories/seats.ts'
import { storesOfBrand } from '../../repositories/stores.ts'

/** A brand file as the body of a request: a hundred stores of thirty seats are about 200 KB. */
export const brandFileFormat: BodyFormat = { mediaType: 'application/yaml', limit: 1024 * 1024, parse: parseYaml }

/** What a text of YAML says. Throws problems.malformed with the place of the fault. */
function parseYaml(text: string): unknown {
  try {
    return parse(text, { maxAliasCount: 0, uniqueKeys: true })
  } catch (error) {
    // a ReferenceError is an alias: nothing here needs one, and they can be a bomb
    if (!(error instanceof YAMLParseError || error instanceof ReferenceError)) throw error
    throw problems.malformed(`The file is no YAML that can be read: ${error.message}`, [{ in: 'body', pointer: '#', detail: 'is no YAML' }])
  }
}

/** A brand file from text. Throws the problems malformed and invalid, naming each fault. */
export function readBrandFile(text: string): BrandFile {
  return validate(brandFileSchema, parseYaml(text), 'body')
}

/** A brand with its stores and seats, as a file that can be imported again. */
export async function exportBrand(em: EntityManager, brand: Brand): Promise<BrandFile> {
  const stores = await storesOfBrand(em, brand.id)
  return {
    brand,
    stores: await Promise.all(
      stores.map(async ({ id, names, timeZone, currency, languages, hours, settings }) => {
        const seats = (await seatsOf(em, id)).map((seat) => ({ id: seat.id, name: seat.name }))
        return { id, names, timeZone, currency, languages, hours, settings, seats }
      }),
    ),
  }
}

export function writeBrandFile(file: BrandFile): string {
  // quoted, so that every parser takes 10:00 for a text: YAML 1.1 reads it as 600
  return stringify(file, { lineWidth: 0, aliasDuplicateObjects: false, defaultStringType: 'QUOTE_DOUBLE', defaultKeyType: 'PLAIN' })
}
