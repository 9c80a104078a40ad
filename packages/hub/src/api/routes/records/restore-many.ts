import { defineRoute, none } from '../../route.ts'
import { changeMany, ManyBody, Outcomes, standingBefore } from './many.ts'

export const restoreRecords = defineRoute({
  id: 'restoreRecords',
  method: 'POST',
  path: '/records/restore',
  summary: 'Stop ignoring many records',
  description: 'In one transaction; each record has an outcome of its own, and what is refused leaves the others alone.',
  permission: 'maintainer',
  audit: { event: 'record.restored', object: () => null, before: standingBefore },
  params: none,
  query: none,
  body: ManyBody,
  status: 200,
  response: Outcomes,
  handle: (call, services) => changeMany(call, services, { kind: 'restore' }),
})
