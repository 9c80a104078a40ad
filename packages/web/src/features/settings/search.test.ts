import { expect, test } from 'vitest'
import { auditQuery, settingsSearch } from './search.ts'

test('it passes over what is no day', () => {
  expect(settingsSearch({ tab: 'audit', from: '2026-11-28', to: 'yesterday' })).toMatchObject({
    tab: 'audit',
    from: '2026-11-28',
    to: undefined,
  })
})

test('it includes the last day whole', () => {
  const { from, to } = auditQuery({ from: '2026-11-28', to: '2026-11-28' })

  expect(Date.parse(to ?? '') - Date.parse(from ?? '')).toBe(86_400_000)
})
