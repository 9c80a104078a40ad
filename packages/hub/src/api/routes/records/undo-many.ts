import { defineRoute, none } from '../../route.ts'
import { changeMany, ManyBody, Outcomes, standingBefore } from './many.ts'

export const undoRecords = defineRoute({
  id: 'undoRecords',
  method: 'POST',
  path: '/records/undo',
  summary: 'Take the last mapping changes of many records back',
  description: 'In one transaction; each record has an outcome of its own, and what is refused leaves the others alone.',
  permission: 'maintainer',
  audit: { event: 'record.mapping-undone', object: () => null, before: standingBefore },
  params: none,
  query: none,
  body: ManyBody,
  status: 200,
  response: Outcomes,
  handle: (call, services) => changeMany(call, services, { kind: 'undo' }),
})
