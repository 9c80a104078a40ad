import type { Context, SnapshotScope } from '@patchbay/sdk'
import { readAnswer } from '@patchbay/sdk/shape'
import type { Config } from './config.ts'
import { productList } from './schema.ts'

/** Fields of a form. */
export type Fields = readonly (readonly [name: string, value: string])[]

export function fieldsOfTest(test: number): Fields {
  return [['test', String(test)]]
}

/**
 * Names from the outside in, each made when it is missing. Every slice of every scope has a test of its own, because an import closes
 * what its test holds and its report does not. A product that is there keeps its product type: another one would be refused.
 */
export async function fieldsByNames(context: Context<Config>, scope: SnapshotScope): Promise<Fields> {
  const { repository, product } = scope
  const name = product.name.slice(0, 255)
  const type = (context.config.productType ?? product.type).slice(0, 255)
  const exists = await productExists(context, name)
  return [
    ['auto_create_context', 'true'],
    ...(exists ? [] : [['product_type_name', type] as const]),
    ['product_name', name],
    ['engagement_name', repository.fullName.slice(0, 300)],
    ['test_title', titleOf(scope)],
    ...(repository.url.length <= 600 ? [['source_code_management_uri', repository.url] as const] : []),
  ]
}

/** Names are looked up with their letter case when a report comes in, and without it in lists. */
async function productExists({ http }: Context<Config>, name: string): Promise<boolean> {
  const { body } = await http.get({ path: '/products/', query: { name_exact: name, limit: 100 } })
  return readAnswer(productList, body, 'DefectDojo’s products').results.some((product) => product.name === name)
}

function titleOf({ id, slice }: SnapshotScope): string {
  const part = slice.of === 1 ? '' : ` ${slice.number} of ${slice.of}`
  return `Patchbay${part} (${id})`.slice(0, 255)
}
