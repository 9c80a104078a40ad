import { expect, test } from 'vitest'
import { conditionLine, formOf, isComplete, valuesOf } from './rule-values.ts'

const form = { ...formOf(null), product: ' Payments ', name: 'pay-*' }

test('it sends what was entered, and nothing for what was left empty', () => {
  expect(valuesOf({ ...form, attributeName: 'team', attributeValue: ' ' })).toEqual({
    product: 'Payments',
    productTypeId: null,
    owner: null,
    connectionId: null,
    name: 'pay-*',
    url: null,
    tag: null,
    attribute: { name: 'team', value: null },
  })
})

test('it is complete with a product and a condition', () => {
  expect(isComplete(valuesOf(form))).toBe(true)
  expect(isComplete(valuesOf({ ...form, name: ' ' }))).toBe(false)
  expect(isComplete(valuesOf({ ...form, product: '' }))).toBe(false)
})

test('it tells its conditions in a line', () => {
  const values = valuesOf({ ...form, tag: 'team:*', attributeName: 'language', attributeValue: 'go' })
  expect(conditionLine(values)).toBe('name pay-*, tag team:*, language go')
})
