import type { Sight } from '../../domain/access.ts'
import { notFound } from '../../domain/problem.ts'
import { databaseId, publicId } from '../../domain/public-id.ts'
import type { ExtentReader, TypeExtent } from '../../store/products/extent-reader.ts'
import type { ProductReader, ProductTypeView, ProductView, ProfileView } from '../../store/products/reader.ts'
import type { Browse } from './browse.ts'
import { Criticality, type Product, type ProductType } from './resources/product.ts'
import type { ProfileChoice } from './resources/scan-profile.ts'
import { idsOf, iso, severityCounts } from './values.ts'

type Sum = Omit<TypeExtent, 'typeId'>

export function browseProducts(
  reader: ProductReader,
  extentReader: ExtentReader,
  sight: Sight,
  now: () => Date,
): Pick<Browse, 'products' | 'productTypes'> {
  async function shape(views: readonly ProductView[]): Promise<Product[]> {
    const extents = await extentReader.ofProducts(
      views.map((view) => view.id),
      now(),
    )
    return views.map((view) => {
      const { overdue = 0, ...extent } = extents.get(view.id) ?? {}
      return { ...toProduct(view), ...sumOf(extent), overdue }
    })
  }

  async function shapeTypes(views: readonly ProductTypeView[]): Promise<ProductType[]> {
    const extents = await extentReader.ofTypes(views.map((view) => view.id))
    return views.map((view) => {
      const { id, name, description, products, createdAt } = view
      return {
        id: publicId('product type', id),
        name,
        description,
        scanProfile: choiceOf(view),
        products,
        ...sumOf(extents.get(id) ?? {}),
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

function sumOf({ repositories = 0, images = 0, records = 0, open = {}, riskScore = null }: Partial<Sum>) {
  return { repositories, images, records, open: severityCounts(open), riskScore }
}

function toProduct(view: ProductView): Omit<Product, keyof Sum | 'overdue'> {
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
