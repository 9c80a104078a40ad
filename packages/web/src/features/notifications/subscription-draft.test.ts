import { describe, expect, it } from 'vitest'
import type { EventType, NotificationSubscription } from '../../api/types.ts'
import { subscriptionDraft, termsOf } from './subscription-draft.ts'

const known: readonly EventType[] = ['record.missing', 'sla.breached', 'vulnerability.opened']

const subscription: NotificationSubscription = {
  id: 'sub_1',
  connection: { id: 'con_1', label: 'Chat', connector: 'slack' },
  types: ['vulnerability.opened', 'record.missing'],
  minimumUrgency: 'warning',
  minimumSeverity: 'high',
  productTypes: [{ id: 'pt_1', name: 'Shops' }],
  products: [{ id: 'prd_1', name: 'Web shop' }],
  digest: { cadence: { dailyAt: '07:30', timeZone: 'UTC' }, whenQuiet: 'skip', nextAt: null, lastAt: null },
  createdBy: null,
  createdAt: '2026-11-28T00:00:00.000Z',
  updatedAt: '2026-11-28T00:00:00.000Z',
}

describe('the form of a subscription', () => {
  it('gives back what it was opened with, events in the order they are offered', () => {
    const terms = termsOf(subscriptionDraft(subscription, 'con_2', 'Europe/Berlin'), known)

    expect(terms).toEqual({
      types: ['record.missing', 'vulnerability.opened'],
      minimumUrgency: 'warning',
      minimumSeverity: 'high',
      productTypeIds: ['pt_1'],
      productIds: ['prd_1'],
      digest: { cadence: { dailyAt: '07:30', timeZone: 'UTC' }, whenQuiet: 'skip' },
    })
  })

  it('of a new one asks for everything operators are told of, and offers a digest at eight in the morning', () => {
    const draft = subscriptionDraft(null, 'con_2', 'Europe/Berlin')

    expect(termsOf(draft, known)).toEqual({
      types: null,
      minimumUrgency: 'information',
      minimumSeverity: null,
      productTypeIds: null,
      productIds: null,
      digest: null,
    })
    expect(termsOf({ ...draft, digest: { ...draft.digest, kind: 'daily' } }, known).digest).toEqual({
      cadence: { dailyAt: '08:00', timeZone: 'Europe/Berlin' },
      whenQuiet: 'tell',
    })
  })
})
