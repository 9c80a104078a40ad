import { expect, test } from 'vitest'
import { choice, choices, parseSearch, stringifySearch, text, texts } from './search-params.ts'

test('it writes lists as repeated parameters and leaves out what is empty', () => {
  const address = stringifySearch({ severity: ['critical', 'high'], q: 'log4j core', open: undefined, product: '' })

  expect(address).toBe('?severity=critical&severity=high&q=log4j+core')
})

test('it reads back what it wrote', () => {
  const search = { severity: ['critical', 'high'], status: 'In Progress', open: 'vul_3k' }

  expect(parseSearch(stringifySearch(search))).toEqual(search)
})

test('it writes nothing for an empty search', () => {
  expect(stringifySearch({})).toBe('')
})

test('it keeps only values that are known, in their own order', () => {
  expect(choices(['low', 'nonsense', 'critical'], ['critical', 'high', 'low'])).toEqual(['critical', 'low'])
  expect(choices('nonsense', ['critical'])).toBeUndefined()
  expect(choice('-detectedAt', ['severity', '-detectedAt'])).toBe('-detectedAt')
  expect(choice(['severity'], ['severity'])).toBeUndefined()
})

test('it reads one value and many alike', () => {
  expect(texts('repo_1')).toEqual(['repo_1'])
  expect(texts(['repo_1', 'repo_2'])).toEqual(['repo_1', 'repo_2'])
  expect(texts(undefined)).toBeUndefined()
  expect(text(['first', 'second'])).toBe('first')
})
