import type { Resource } from '@patchbay/client'

const origins = { product: 'its own choice', 'product-type': 'from its product type', default: 'the default' } as const

/** The scan profile that counts for a product, or for the products of a type, and why. */
export function profileInForce({ inForce }: Resource<'ScanProfileChoice'>): string {
  return inForce === null ? 'none' : `${inForce.name} (${inForce.id}), ${origins[inForce.from]}`
}
