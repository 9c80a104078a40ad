import { expect, test } from 'vitest'
import { objectPath } from './object-path.ts'

test('it leads to the page of what has one', () => {
  expect(objectPath('con_7')).toBe('/integrations/con_7')
  expect(objectPath('cmp_1a')).toBe('/remediations/campaigns/cmp_1a')
})

test('it leads nowhere from what has no page, or is no id', () => {
  expect(objectPath('tok_1')).toBeNull()
  expect(objectPath('con_7,con_8')).toBeNull()
  expect(objectPath('bootstrap')).toBeNull()
  expect(objectPath(null)).toBeNull()
})
