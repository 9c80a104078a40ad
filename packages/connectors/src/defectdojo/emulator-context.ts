import { EarlyAnswer } from '@patchbay/sdk/testing'
import { type DojoUser, denied } from './emulator-access.ts'
import type { Book, Engagement, Product, Test } from './emulator-book.ts'

/** Where a report belongs, as the request says it. */
export interface Target {
  readonly testId: number | null
  readonly scanType: string
  readonly productType: string | null
  readonly product: string | null
  readonly engagement: string | null
  readonly testTitle: string | null
  readonly autoCreate: boolean
}

export interface Found {
  readonly test: Test
  /** Made for this request, which makes it an import: nothing is closed. */
  readonly created: boolean
}

/** Finds the test by id, or by names from the outside in, creating what is missing where that was asked for. */
export function findTest(book: Book, user: DojoUser, target: Target): Found {
  if (target.testId !== null) {
    const test = book.tests.find(({ id, deleted }) => id === target.testId && !deleted)
    if (test === undefined) throw new EarlyAnswer({ status: 404, body: { detail: 'A test could not be found!' } })
    if (!user.staff)
      throw new EarlyAnswer(denied(`No permission to import scans into product "${test.engagement.product.name}"`))
    return { test, created: false }
  }
  if (target.product === null) throw invalid('product_name parameter missing')
  if (target.engagement === null) throw invalid('engagement_name parameter missing')
  const product = findProduct(book, user, target, target.product)
  const engagement = findEngagement(book, user, target, product, target.engagement)
  const known = book.tests.findLast(
    (test) =>
      test.engagement === engagement &&
      test.scanType === target.scanType &&
      !test.deleted &&
      (target.testTitle === null || test.title === target.testTitle),
  )
  if (known !== undefined) return { test: known, created: false }
  if (!target.autoCreate) {
    throw invalid(
      `Test "${target.testTitle}" with scan_type "${target.scanType}" does not exist in Engagement "${engagement.name}"`,
    )
  }
  const test: Test = {
    id: book.nextId(),
    title: target.testTitle,
    scanType: target.scanType,
    engagement,
    findings: [],
    tags: [],
    branch: null,
    deleted: false,
  }
  book.tests.push(test)
  return { test, created: true }
}

function findProduct(book: Book, user: DojoUser, { productType, autoCreate }: Target, name: string): Product {
  const known = book.products.find((product) => product.name === name)
  if (known !== undefined) {
    if (!user.staff) throw new EarlyAnswer(denied(`No permission to import scans into product "${name}"`))
    if (productType === null || known.type.name === productType) return known
    throw invalid(
      `The fetched product has a conflict with the supplied product type name: existing product type name - ${known.type.name} vs supplied product type name - ${productType}`,
    )
  }
  if (!autoCreate) throw invalid(`Product "${name}" does not exist`)
  if (productType === null) {
    throw invalid(`Product "${name}" does not exist and no product_type_name provided to create the new product in`)
  }
  const knownType = book.productTypes.find((type) => type.name === productType)
  if (!user.staff) {
    throw new EarlyAnswer(
      denied(
        knownType === undefined
          ? `No permission to create product_type "${productType}"`
          : `No permission to create products in product_type "${productType}"`,
      ),
    )
  }
  const type = knownType ?? { id: book.nextId(), name: productType }
  if (knownType === undefined) book.productTypes.push(type)
  const product = { id: book.nextId(), name, type }
  book.products.push(product)
  return product
}

function findEngagement(book: Book, user: DojoUser, { autoCreate }: Target, product: Product, name: string): Engagement {
  const known = book.engagements.findLast((engagement) => engagement.product === product && engagement.name === name)
  if (known !== undefined) return known
  if (!autoCreate) throw invalid(`Engagement "${name}" does not exist in Product "${product.name}"`)
  if (!user.staff) throw new EarlyAnswer(denied(`No permission to create engagements in product "${product.name}"`))
  const engagement = { id: book.nextId(), name, product }
  book.engagements.push(engagement)
  return engagement
}

function invalid(message: string): EarlyAnswer {
  return new EarlyAnswer({ status: 400, body: { message } })
}
