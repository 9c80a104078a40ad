import { notFound } from '../../domain/problem.ts'
import { databaseId, publicId } from '../../domain/public-id.ts'
import type { ProductReader, ProductTypeView, ProductView } from '../../store/products/reader.ts'
import type { Browse } from './browse.ts'
import { Criticality, type Product, type ProductType } from './resources/product.ts'
import { idsOf, openStatuses, severityCounts } from './values.ts'

export function browseProducts(reader: ProductReader): Pick<Browse, 'products' | 'productTypes'> {
  async function shape(views: readonly ProductView[]): Promise<Product[]> {
    const extents = await reader.extents(
      views.map((view) => view.id),
      openStatuses,
    )
    return views.map((view) => {
      const { repositories = 0, records = 0, open = {} } = extents.get(view.id) ?? {}
      return { ...toProduct(view), repositories, records, open: severityCounts(open) }
    })
  }

  return {
    products: {
      async list({ productType, q }, page) {
        const { rows, nextCursor, count } = await reader.list({ productType: idsOf('product type', productType), q }, page)
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
        const { rows, nextCursor, count } = await reader.listTypes(page)
        return { items: rows.map(toProductType), nextCursor, count }
      },
      async get(id) {
        const view = await reader.findType(databaseId('product type', id))
        if (view === undefined) throw notFound('product type', id)
        return toProductType(view)
      },
    },
  }
}

function toProduct(view: ProductView): Omit<Product, 'repositories' | 'records' | 'open'> {
  return {
    id: publicId('product', view.id),
    name: view.name,
    type: { id: publicId('product type', view.typeId), name: view.typeName },
    description: view.description,
    owner: view.owner,
    criticality: Criticality.parse(view.criticality),
    tags: [...view.tags],
    createdAt: view.createdAt.toISOString(),
    updatedAt: view.updatedAt.toISOString(),
  }
}

function toProductType(view: ProductTypeView): ProductType {
  const { id, name, description, products, createdAt } = view
  return { id: publicId('product type', id), name, description, products, createdAt: createdAt.toISOString() }
}
