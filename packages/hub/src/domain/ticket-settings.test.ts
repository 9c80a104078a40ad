import { expect, it } from 'vitest'
import { ticketLook } from './ticket-settings.ts'

const hub = { title: '{{title}}', text: 'Closes {{count}}.' }

it('is what the hub says where a connection says nothing of its own', () => {
  expect(ticketLook(hub, null, 'high')).toEqual({ template: hub, labels: [], priority: null })
})

it('takes each part that a connection says over, and leaves the others', () => {
  const own = { title: 'Fix: {{title}}', labels: ['security'], priorities: { critical: 'Highest' } }

  expect(ticketLook(hub, own, 'critical')).toEqual({
    template: { title: 'Fix: {{title}}', text: 'Closes {{count}}.' },
    labels: ['security'],
    priority: 'Highest',
  })
  expect(ticketLook(hub, own, 'low').priority).toBeNull()
})
