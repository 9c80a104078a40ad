import { describe, expect, it } from 'vitest'
import { vendorId } from './vendor-id.ts'

describe('vendorId', () => {
  it.each(['656e69058032bf0abaaeb681', 'a/b:c#1', 'ключ', 'x'.repeat(300)])('takes %j', (id) => {
    expect(vendorId.parse(id)).toBe(id)
  })

  it.each(['', ' ', 'a b', 'a\0', '\ud800', '\u202eid', 'x'.repeat(301), 7, null, undefined])('refuses %j', (id) => {
    expect(vendorId.safeParse(id).success).toBe(false)
  })
})
