import { publicId } from '../../../domain/public-id.ts'
import { SlaEffect } from '../../../usecases/browse/resources/policy.ts'
import { iso, severityOf } from '../../../usecases/browse/values.ts'
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
  handle: async ({ body }, { commands }) => {
    const { sample, ...counts } = await commands.slaPolicies.preview({ days: body.days, ...scopeOf(body) })
    const shown = sample.map(({ id, severity, dueAt, dueThen, ...rest }) => ({
      ...rest,
      id: publicId('vulnerability', id),
      severity: severityOf(severity),
      dueAt: iso(dueAt),
      dueThen: iso(dueThen),
    }))
    return { ...counts, sample: shown }
  },
})
