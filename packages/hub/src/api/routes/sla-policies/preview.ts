import { SlaEffect } from '../../../usecases/browse/resources/policy.ts'
import { defineRoute, none } from '../../route.ts'
import { scopeOf } from '../policies/scope.ts'
import { SlaPreviewBody } from './input.ts'

export const previewSlaPolicy = defineRoute({
  id: 'previewSlaPolicy',
  method: 'POST',
  path: '/sla-policies/preview',
  summary: 'Preview an SLA policy',
  description: 'Whom it would hit if it were saved and applied. Nothing is changed.',
  permission: 'maintainer',
  audit: { event: 'sla-policy.previewed', object: () => null },
  params: none,
  query: none,
  body: SlaPreviewBody,
  status: 200,
  response: SlaEffect,
  handle: ({ body }, { commands }) => commands.slaPolicies.preview({ days: body.days, ...scopeOf(body) }),
})
