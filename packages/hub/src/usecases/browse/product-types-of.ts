import { type Owned, ownedNouns } from '../../domain/access.ts'
import { databaseId, nounOf, publicId } from '../../domain/public-id.ts'
import type { ProductTypeReader } from '../../store/product-type-reader.ts'
import type { Browse } from './browse.ts'

/** Which product types objects belong to, of whatever kinds they are: one query for each kind. */
export function productTypesOf(reader: Pick<ProductTypeReader, 'of'>): Browse['productTypesOf'] {
  return async (ids) => {
    const byNoun = Map.groupBy(ids, (id) => ownedNouns.find((noun) => noun === nounOf(id)))
    const known = [...byNoun].flatMap(([noun, some]) => (noun === undefined ? [] : [{ noun, ids: some }]))
    const found = await Promise.all(known.map((group) => typesOf(reader, group)))
    return new Map(found.flat())
  }
}

async function typesOf(
  reader: Pick<ProductTypeReader, 'of'>,
  { noun, ids }: { readonly noun: Owned; readonly ids: readonly string[] },
) {
  const types = await reader.of(
    noun,
    ids.map((id) => databaseId(noun, id)),
  )
  return [...types].map(([id, type]): readonly [string, number | null] => [publicId(noun, id), type])
}
