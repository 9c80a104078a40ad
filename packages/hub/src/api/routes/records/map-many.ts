import { defineRoute, none } from '../../route.ts'
import { changeMany, Outcomes, standingBefore } from './many.ts'
import { MapManyBody, targetOf } from './target.ts'

export const mapRecords = defineRoute({
  id: 'mapRecords',
  method: 'POST',
  path: '/records/map',
  summary: 'Map many records',
  description: 'In one transaction; each record has an outcome of its own, and what is refused leaves the others alone.',
  permission: 'maintainer',
  audit: { event: 'record.mapped', object: () => null, before: standingBefore },
  params: none,
  query: none,
  body: MapManyBody,
  status: 200,
  response: Outcomes,
  handle: (call, services) => changeMany(call, services, { kind: 'map', target: targetOf(call.body) }),
})
