import { z } from 'zod'
import { publicId } from '../../../domain/public-id.ts'
import { Exporter } from '../../../usecases/browse/resources/export.ts'
import { actorOf } from '../../caller.ts'
import { defineRoute, none } from '../../route.ts'

const Own = z
  .strictObject({
    connector: z.string().max(100).describe('Id of a connector that exports.'),
    label: z.string().max(200),
    config: z.record(z.string(), z.unknown()).describe('Settings and secrets, as the connector’s schema has them.'),
    propagate: z
      .boolean()
      .default(true)
      .describe('Whether it joins the default scan profile, so that everything without one of its own goes there.'),
  })
  .meta({ examples: [{ connector: 'acme-cloud', label: 'Acme Cloud', config: { token: '…' } }] })

const Foreign = z
  .looseObject({ spec: z.looseObject({}) })
  .describe('An exporter as another product describes it, unchanged, where a connector can read it.')

export const createExporter = defineRoute({
  id: 'createExporter',
  method: 'POST',
  path: '/exporters',
  summary: 'Create an exporter',
  description:
    'Checks the credentials first; nothing is saved when they fail. The same as creating a connection, and the exporter has its id.',
  permission: 'maintainer',
  audit: { event: 'exporter.created', object: (_call, answer) => answer?.id ?? null },
  params: none,
  query: none,
  body: z.union([Own, Foreign]),
  status: 201,
  response: Exporter,
  handle: async (call, { commands, browse }) => {
    const own = Own.safeParse(call.body)
    const { connectionId } = own.success
      ? await commands.exporters.create(own.data, actorOf(call))
      : await commands.exporters.adopt(call.body, actorOf(call))
    return browse.exporters.get(publicId('connection', connectionId))
  },
})
