import { expect, it } from 'vitest'
import type { ScanProfile } from '../../api/types.ts'
import { profileForm, profileValues } from './profile-values.ts'

const saved: ScanProfile = {
  id: 'prof_2',
  name: 'Jewels',
  isDefault: false,
  propagate: true,
  schedule: { sync: { dailyAt: '02:30', timeZone: 'Europe/Berlin' } },
  nextSyncAt: '2026-11-29T01:30:00.000Z',
  rules: {},
  kinds: ['code'],
  minimumSeverity: 'high',
  exporters: [{ id: 'con_1', label: 'Sink', connector: 'sink' }],
  products: [{ id: 'prd_1', name: 'Shop' }],
  productTypes: [],
  createdBy: null,
  createdAt: '2026-11-28T00:00:00.000Z',
  updatedAt: '2026-11-28T00:00:00.000Z',
}

it.each<ScanProfile['rules']>([
  {},
  { kinds: ['dependency', 'secret'] },
  { cveRequired: false },
  { cveRequired: true, minimumSeverity: null },
  { kinds: ['code'], cveRequired: true, minimumSeverity: 'medium' },
])('saves what it was given when nothing is touched: %j', (rules) => {
  const values = profileValues(profileForm({ ...saved, rules }, 'UTC'))

  expect(values).toEqual({
    name: 'Jewels',
    isDefault: false,
    propagate: true,
    schedule: saved.schedule,
    rules,
    kinds: ['code'],
    minimumSeverity: 'high',
    exporters: ['con_1'],
    products: ['prd_1'],
    productTypes: [],
  })
})

it('leaves schedule and import rules of a new one to the connections', () => {
  expect(profileValues(profileForm(null, 'UTC'))).toMatchObject({ schedule: { sync: null }, rules: {} })
})
