import type { ConformanceWorld, ListFacts, WorldOptions } from '@patchbay/sdk/testing'
import { createEndorLabsEmulator, type EndorLabsCredential } from './emulator.ts'

export default async function startConformanceWorld(options: WorldOptions): Promise<ConformanceWorld> {
  const emulator = await createEndorLabsEmulator(options)
  const { credentials, namespace, url: baseUrl } = emulator
  const unknown = { key: 'endr+never-issued-key', secret: 'endr+never-issued-secret', namespace }
  const configOf = ({ key, secret, namespace }: EndorLabsCredential) => ({
    namespace,
    apiKey: key,
    apiSecret: secret,
    baseUrl,
  })
  const { readOnly, expired, underPrivileged, otherTenant } = credentials

  return {
    emulator,
    ways: [
      {
        name: 'an API key',
        config: configOf(readOnly),
        discover: [repositories, repositoryVersions, projects],
        sync: [findings],
      },
    ],
    refusals: [
      { because: 'bad-credentials', what: 'a key that was never issued', config: configOf(unknown), field: 'apiKey' },
      {
        because: 'bad-credentials',
        what: 'the secret of another key',
        config: { ...configOf(readOnly), apiSecret: unknown.secret },
        field: 'apiKey',
      },
      { because: 'expired', what: 'an expired key', config: configOf(expired), field: 'apiKey' },
      {
        because: 'under-privileged',
        what: 'a key whose role may not read findings',
        config: configOf(underPrivileged),
        field: 'apiKey',
      },
      {
        because: 'wrong-place',
        what: 'a namespace of somebody else, which is forbidden',
        config: { ...configOf(readOnly), namespace: otherTenant.namespace },
        field: 'namespace',
        // The vendor answers a key without any role in the same way.
        kind: 'permission',
      },
      {
        because: 'wrong-place',
        what: 'a namespace of somebody else, which looks empty',
        config: { ...configOf(readOnly), namespace: otherTenant.namespace },
        field: 'namespace',
        arrange: () => {
          emulator.behaviour.foreignNamespace = 'empty'
        },
      },
    ],
    secrets: [readOnly, expired, underPrivileged, unknown].flatMap(({ key, secret }) => [key, secret]),
    unused,
  }
}

const unused = {
  'GET /meta/version': 'nothing depends on the version',
  'GET /v1/auth': 'the key says whose it is',
  'POST /v1/auth/api-key/validate': 'signing in shows the same',
  'GET /v1/namespaces/{ns}/finding-logs': 'every sync reads the whole list',
  'GET /v1/namespaces/{ns}/package-versions': 'findings name their package',
  'GET /v1/namespaces/{ns}/scan-results': 'every sync reads the whole list',
  ...Object.fromEntries(
    [
      'findings',
      'finding-logs',
      'projects',
      'repositories',
      'repository-versions',
      'package-versions',
      'scan-results',
      'namespaces',
      'api-keys',
    ].map((resource) => [`GET /v1/namespaces/{ns}/${resource}/{uuid}`, 'the lists hold everything that is read']),
  ),
  ...Object.fromEntries(
    ['PATCH /v1/namespaces/{ns}/findings', 'PATCH /v1/namespaces/{ns}/projects']
      .concat('DELETE /v1/namespaces/{ns}/findings/{uuid}', 'DELETE /v1/namespaces/{ns}/projects/{uuid}')
      .map((endpoint) => [endpoint, 'nothing is written']),
  ),
}

/** Objects promise `uuid`, `meta` and `spec`; counts are asked for at the same address, without a size of the page. */
function list(resource: string, facts: Pick<ListFacts, 'required' | 'enums'> & Pick<ListFacts, 'auxiliary'>): ListFacts {
  return {
    endpoints: [`GET /v1/namespaces/{ns}/${resource}`],
    marked: 'list_parameters.page_size=',
    rows: 'list.objects[]',
    next: { in: 'body', path: 'list.response.next_page_id' },
    id: 'uuid',
    ...facts,
  }
}

const repositories = list('repositories', {
  required: ['uuid', 'meta', 'meta.parent_uuid', 'spec'],
  enums: [],
  auxiliary: true,
})

const repositoryVersions = list('repository-versions', {
  required: ['uuid', 'meta', 'meta.parent_uuid'],
  enums: [],
  auxiliary: true,
})

const projects = list('projects', {
  required: ['uuid', 'meta', 'meta.name', 'spec'],
  enums: [{ path: 'spec.platform_source', blank: ['PLATFORM_SOURCE_UNSPECIFIED'] }],
})

const findings = list('findings', {
  required: ['uuid', 'meta', 'spec'],
  enums: [
    {
      path: 'spec.level',
      kept: 'vendorSeverity',
      reads: { severity: 'unknown' },
      blank: ['FINDING_LEVEL_UNSPECIFIED'],
    },
    { path: 'spec.finding_categories[]' },
    { path: 'spec.finding_tags[]', kept: 'tags[]' },
  ],
})
