import type { Sight } from '../../domain/access.ts'
import { notFound } from '../../domain/problem.ts'
import { databaseId, publicId } from '../../domain/public-id.ts'
import { openStatuses } from '../../domain/status.ts'
import type { ProductReader, ProductTypeView, ProductView, ProfileView } from '../../store/products/reader.ts'
import type { Browse } from './browse.ts'
import { Criticality, type Product, type ProductType } from './resources/product.ts'
import type { ProfileChoice } from './resources/scan-profile.ts'
import { idsOf, iso, severityCounts } from './values.ts'

export function browseProducts(
  reader: ProductReader,
  sight: Sight,
  now: () => Date,
): Pick<Browse, 'products' | 'productTypes'> {
  async function shape(views: readonly ProductView[]): Promise<Product[]> {
    const extents = await reader.extents(
      views.map((view) => view.id),
      openStatuses,
      now(),
    )
    return views.map((view) => {
      const { repositories = 0, records = 0, overdue = 0, open = {} } = extents.get(view.id) ?? {}
      return { ...toProduct(view), repositories, records, overdue, open: severityCounts(open) }
    })
  }

  async function shapeTypes(views: readonly ProductTypeView[]): Promise<ProductType[]> {
    const extents = await reader.typeExtents(
      views.map((view) => view.id),
      openStatuses,
    )
    return views.map((view) => {
      const { id, name, description, products, createdAt } = view
      const { repositories = 0, open = {} } = extents.get(id) ?? {}
      return {
        id: publicId('product type', id),
        name,
        description,
        scanProfile: choiceOf(view),
        products,
        repositories,
        open: severityCounts(open),
        createdAt: createdAt.toISOString(),
      }
    })
  }

  return {
    products: {
      async list(filter, page) {
        const productType = idsOf('product type', filter.productType)
        const { rows, nextCursor, count } = await reader.list({ ...filter, productType, sight }, page)
        return { items: await shape(rows), nextCursor, count }
      },
      async get(id) {
        const view = await reader.find(databaseId('product', id))
        const [product] = view === undefined ? [] : await shape([view])
        if (product === undefined) throw notFound('product', id)
        return product
      },
    },
    productTypes: {
      async list(page) {
        const { rows, nextCursor, count } = await reader.listTypes(page, sight)
        return { items: await shapeTypes(rows), nextCursor, count }
      },
      async get(id) {
        const view = await reader.findType(databaseId('product type', id))
        const [type] = view === undefined ? [] : await shapeTypes([view])
        if (type === undefined) throw notFound('product type', id)
        return type
      },
    },
  }
}

function toProduct(view: ProductView): Omit<Product, 'repositories' | 'records' | 'open' | 'overdue'> {
  return {
    id: publicId('product', view.id),
    name: view.name,
    type: { id: publicId('product type', view.typeId), name: view.typeName },
    description: view.description,
    owner: view.owner,
    criticality: Criticality.parse(view.criticality),
    environment: view.environment,
    tags: [...view.tags],
    scanProfile: choiceOf(view),
    createdAt: view.createdAt.toISOString(),
    updatedAt: view.updatedAt.toISOString(),
  }
}

function choiceOf(view: ProfileView): ProfileChoice {
  const { profileId, profileName, profileFrom: from, profileNextSyncAt, chosenProfileId, chosenProfileName } = view
  const inForce = named(profileId, profileName)
  return {
    chosen: named(chosenProfileId, chosenProfileName),
    inForce: inForce === null || from === null ? null : { ...inForce, from, nextSyncAt: iso(profileNextSyncAt) },
  }
}

function named(id: number | null, name: string | null) {
  return id === null || name === null ? null : { id: publicId('scan profile', id), name }
}
