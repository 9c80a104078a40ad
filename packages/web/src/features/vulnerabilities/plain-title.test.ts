import { expect, test } from 'vitest'
import { plainTitle } from './plain-title.ts'

test('it takes away an identifier that the title repeats', () => {
  const title = plainTitle({
    title: 'GHSA-jfh8-c2jp-5v3q: Remote code injection',
    identifiers: ['CVE-2021-44228', 'GHSA-jfh8-c2jp-5v3q'],
  })

  expect(title).toBe('Remote code injection')
})

test('it leaves every other title alone', () => {
  expect(plainTitle({ title: 'Note: do not use', identifiers: ['CVE-2021-44228'] })).toBe('Note: do not use')
})
