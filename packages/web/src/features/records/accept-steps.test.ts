import { expect, test } from 'vitest'
import type { VendorRecord } from '../../api/types.ts'
import { acceptSteps } from './accept-steps.ts'

function record(change: Partial<VendorRecord>): VendorRecord {
  return { id: 'rec_1', state: 'NEW', suggestion: null, mapping: null, ...change } as VendorRecord
}

const suggestion = {
  repository: { id: 'repo_7', name: 'acme/shop', url: 'https://git.example.com/acme/shop' },
  method: 'native-id' as const,
  evidence: {},
}

test('it maps each record to what is suggested for it', () => {
  expect(acceptSteps([record({ suggestion })])).toEqual([{ kind: 'map', id: 'rec_1', target: { suggested: true } }])
})

test('it passes over records without a suggestion, and ignored ones', () => {
  expect(acceptSteps([record({}), record({ state: 'IGNORED', suggestion })])).toEqual([])
})
