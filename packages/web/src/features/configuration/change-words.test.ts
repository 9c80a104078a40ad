import { expect, test } from 'vitest'
import { fieldWords, partsOf } from './change-words.ts'

const field = { field: 'owner', secret: false, before: null, after: 'team-a' }

test('it says what a field was and what it becomes', () => {
  expect(fieldWords(field, 'change')).toBe('none → team-a')
  expect(fieldWords(field, 'create')).toBe('team-a')
  expect(fieldWords({ ...field, before: ['a', 'b'], after: [] }, 'change')).toBe('a, b → none')
  expect(fieldWords({ ...field, before: null, after: { everyHours: 6 } }, 'change')).toBe('none → {"everyHours":6}')
})

test('it says of a secret only that it changes', () => {
  expect(fieldWords({ ...field, secret: true, after: null }, 'change')).toBe('secret, changed')
  expect(fieldWords({ ...field, secret: true, after: null }, 'create')).toBe('secret')
})

test('it tells by part what is written, and how much is not', () => {
  const change = (section: string, name: string, action: 'create' | 'unchanged' | 'left-alone') => ({
    section,
    name,
    action,
    fields: [],
  })
  const made = change('products', 'b', 'create')

  expect(partsOf([change('products', 'a', 'unchanged'), made, change('people', 'c', 'left-alone')])).toEqual([
    { section: 'products', written: [{ place: 0, change: made }], unchanged: 1, leftAlone: [] },
    { section: 'people', written: [], unchanged: 0, leftAlone: ['c'] },
  ])
})
