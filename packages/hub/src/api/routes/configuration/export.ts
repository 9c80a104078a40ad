import { z } from 'zod'
import { configurationFile } from '../../../usecases/configuration/file.ts'
import { defineDownload, none } from '../../route.ts'

export const exportConfiguration = defineDownload({
  id: 'exportConfiguration',
  method: 'GET',
  path: '/configuration/file',
  summary: 'Download the configuration as a YAML file',
  description: 'The same as `GET /configuration`, with a comment on top.',
  permission: 'owner',
  audit: { event: 'configuration.exported', object: () => null },
  params: none,
  query: none,
  types: { 'application/yaml': z.string() },
  file: () => ({ name: 'patchbay.yaml', type: 'application/yaml' }),
  async *content(_call, { configuration }) {
    yield configurationFile(await configuration.read())
  },
})
