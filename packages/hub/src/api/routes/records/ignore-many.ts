import { defineRoute, none } from '../../route.ts'
import { changeMany, ManyBody, Outcomes, standingBefore } from './many.ts'

export const ignoreRecords = defineRoute({
  id: 'ignoreRecords',
  method: 'POST',
  path: '/records/ignore',
  summary: 'Ignore many records',
  description: 'In one transaction; each record has an outcome of its own, and what is refused leaves the others alone.',
  permission: 'maintainer',
  audit: { event: 'record.ignored', object: () => null, before: standingBefore },
  params: none,
  query: none,
  body: ManyBody,
  status: 200,
  response: Outcomes,
  handle: (call, services) => changeMany(call, services, { kind: 'ignore' }),
})
