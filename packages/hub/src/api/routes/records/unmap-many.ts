import { defineRoute, none } from '../../route.ts'
import { changeMany, ManyBody, Outcomes, standingBefore } from './many.ts'

export const unmapRecords = defineRoute({
  id: 'unmapRecords',
  method: 'POST',
  path: '/records/unmap',
  summary: 'Unmap many records',
  description: 'In one transaction; each record has an outcome of its own, and what is refused leaves the others alone.',
  permission: 'maintainer',
  audit: { event: 'record.unmapped', object: () => null, before: standingBefore },
  params: none,
  query: none,
  body: ManyBody,
  status: 200,
  response: Outcomes,
  handle: (call, services) => changeMany(call, services, { kind: 'unmap' }),
})
