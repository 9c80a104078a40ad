import { expect, it } from 'vitest'
import { originWords, previewWords, rulesWords, scheduleWords } from './profile-words.ts'

it.each([
  ['product', 'chosen here'],
  ['product-type', 'from product type Online services'],
  ['default', 'the default'],
] as const)('says where a profile comes from: %s', (from, words) => {
  expect(originWords({ from }, 'Online services')).toBe(words)
})

it('says when records are read', () => {
  expect(scheduleWords({ schedule: { sync: { everyHours: 2 } } })).toBe('Every 2 hours, and with its connections')
  expect(scheduleWords({ schedule: { sync: null } })).toBe('With its connections')
})

it('says which rules a profile sets, and tells every severity from none of its business', () => {
  expect(rulesWords({ kinds: ['code', 'supply-chain'], cveRequired: true, minimumSeverity: 'high' })).toBe(
    'Code, supply chain; only with a CVE; high and above',
  )
  expect(rulesWords({ minimumSeverity: null, cveRequired: false })).toBe('With or without a CVE; any severity')
  expect(rulesWords({})).toBe('As each connection says')
})

it('says whom a change hits', () => {
  const closes = { 'no-cve': 2, 'below-minimum-severity': 1 }

  expect(previewWords({ records: 3, products: 1, closes, letsIn: 0 })).toBe(
    'The next sync reads 3 records of 1 product by other rules: it closes 3 findings (No CVE: 2, Below the minimum severity: 1).',
  )
  expect(previewWords({ records: 1, products: 1, closes: {}, letsIn: 4 })).toBe(
    'The next sync reads 1 record of 1 product by other rules: it closes nothing and brings 4 that are left out now.',
  )
  expect(previewWords({ records: 0, products: 0, closes: {}, letsIn: 0 })).toBe(
    'No record would be read by other rules than now.',
  )
})
