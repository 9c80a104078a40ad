import {
  type Answer,
  type Call,
  type Clock,
  createClock,
  createEmulator,
  type Emulator,
  isJsonObject,
  isSynthetic,
  type JsonValue,
  parseCloneUrl,
  type Route,
  type Tenant,
} from '@patchbay/sdk/testing'
import {
  type Access,
  type AccessBehaviour,
  createAccess,
  type EndorLabsCredential,
  type EndorLabsCredentials,
  isBelow,
} from './emulator-access.ts'
import { problem } from './emulator-error.ts'
import { buildEstate, type Estate, type RescanChanges } from './emulator-estate.ts'
import { type LastPage, list, readMask } from './emulator-list.ts'
import { compact } from './emulator-mask.ts'
import { type EndorObject, metaOf, uuidOf } from './emulator-object.ts'
import { rescan, rescanFixed } from './emulator-rescan.ts'
import type { ResourceName } from './emulator-shape.ts'
import { buildSyntheticEstate } from './emulator-synthetic.ts'
import { notFound, ownObject, patch } from './emulator-write.ts'

export type { EndorLabsCredential, EndorLabsCredentials, RescanChanges }

/** Switches for what the public sources leave open or contradict each other on. */
export interface EndorLabsBehaviour extends AccessBehaviour {
  lastPage: LastPage
}

export interface EndorLabsEmulatorOptions {
  readonly tenant: Tenant
  /** Default: runs with the machine's clock. */
  readonly clock?: Clock
  /** The tenant's root namespace. Default `acme`. */
  readonly namespace?: string
  readonly behaviour?: Partial<EndorLabsBehaviour>
  /** Most objects of a page, whatever is asked for. Default: the vendor's 500. */
  readonly rowsPerPage?: number
  readonly latency?: number
  readonly gzip?: boolean
  readonly port?: number
}

/** The Endor Labs REST API over one tenant. */
export interface EndorLabsEmulator extends Emulator {
  /** The root namespace. */
  readonly namespace: string
  readonly credentials: EndorLabsCredentials
  /** May be changed while it runs. */
  readonly behaviour: EndorLabsBehaviour
  /** Uuids of the projects of a repository, given by `owner/name` or clone address; one for each namespace that scans it. */
  projectsOf(repository: string): readonly string[]
  /** Uuids of the findings on a project's default branch. */
  findingsOf(project: string): readonly string[]
  /** Scans a project's default branch again; returns the uuid of the scan result. */
  rescan(project: string, changes?: RescanChanges): string
  /** Scans the default branches again that have these findings, by the tenant's keys, and sees them no more. */
  fix(...keys: readonly string[]): void
  /** Deletes a project with all that hangs on it, as its owner would in the vendor's product. */
  removeProject(project: string): void
}

/** Starts the emulator. See the endpoints for what it offers; anything else is answered like the vendor's gateway does. */
export async function createEndorLabsEmulator(options: EndorLabsEmulatorOptions): Promise<EndorLabsEmulator> {
  const clock = options.clock ?? createClock()
  const root = options.namespace ?? 'acme'
  const behaviour: EndorLabsBehaviour = {
    tokenExpiry: 'both',
    foreignNamespace: 'forbidden',
    lastPage: 'null',
    ...options.behaviour,
  }
  const { tenant } = options
  const estate = isSynthetic(tenant) ? buildSyntheticEstate(tenant, root, clock.now()) : buildEstate(tenant, root, clock.now())
  const access = createAccess({ root, child: `${root}.web`, clock, behaviour })
  for (const grant of access.grants) estate.collections['api-keys'].put(toApiKey(grant, root))

  const emulator = await createEmulator({
    routes: routesOf({ estate, access, behaviour }),
    words: problem,
    finish: inCompactForm,
    revoke: access.revokeTokens,
    clock,
    pageSize: { parameter: 'list_parameters.page_size', most: options.rowsPerPage },
    latency: options.latency,
    gzip: options.gzip,
    port: options.port,
  })
  return {
    ...emulator,
    namespace: root,
    credentials: access.credentials,
    behaviour,
    projectsOf: (repository) => projectsOf(estate, repository),
    findingsOf: (project) => mainFindings(estate, project),
    rescan: (project, changes = {}) => rescan(estate, project, changes, clock.now()),
    fix: (...keys) => rescanFixed(estate, options.tenant, new Set(keys), clock.now()),
    removeProject: (project) => removeProject(estate, project),
  }
}

interface Service {
  readonly estate: Estate
  readonly access: Access
  readonly behaviour: EndorLabsBehaviour
}

const names: readonly ResourceName[] = [
  'findings',
  'finding-logs',
  'projects',
  'repositories',
  'repository-versions',
  'package-versions',
  'scan-results',
  'namespaces',
  'api-keys',
]

/** Resources whose objects people may change. */
const writable: readonly ResourceName[] = ['findings', 'projects']

function routesOf(service: Service): readonly Route[] {
  const { access } = service
  return [
    { method: 'GET', pattern: '/meta/version', handle: () => ({ status: 200, body: { ClientVersion: 'v1.6.322' } }) },
    { method: 'POST', pattern: '/v1/auth/api-key', handle: access.signIn },
    { method: 'POST', pattern: '/v1/auth/api-key/validate', handle: access.validate },
    { method: 'GET', pattern: '/v1/auth', handle: access.whoAmI },
    ...names.flatMap((resource) => resourceRoutes(service, resource)),
  ]
}

function resourceRoutes({ estate, access, behaviour }: Service, resource: ResourceName): readonly Route[] {
  const pattern = `/v1/namespaces/{ns}/${resource}`
  const collection = estate.collections[resource]
  const read: Route[] = [
    {
      method: 'GET',
      pattern,
      handle: (call) => {
        access.enter(call, resource, 'read')
        const inScope = scopeOf(call)
        return { status: 200, body: list(call, { resource, collection, inScope, lastPage: behaviour.lastPage }) }
      },
    },
    {
      method: 'GET',
      pattern: `${pattern}/{uuid}`,
      handle: (call) => {
        access.enter(call, resource, 'read')
        const project = readMask(call.query.get('get_parameters.mask') ?? '', resource)
        const object = ownObject(call, collection, call.params['uuid'] ?? '')
        return object ? { status: 200, body: project(object) } : notFound(resource)
      },
    },
  ]
  if (!writable.includes(resource)) return read
  return [
    ...read,
    {
      method: 'PATCH',
      pattern,
      handle: (call) => {
        access.enter(call, resource, 'write')
        return patch(call, resource, collection)
      },
    },
    {
      method: 'DELETE',
      pattern: `${pattern}/{uuid}`,
      handle: (call) => {
        access.enter(call, resource, 'write')
        const object = ownObject(call, collection, call.params['uuid'] ?? '')
        if (!object) return notFound(resource)
        if (resource === 'projects') removeProject(estate, object.uuid)
        else collection.remove(object.uuid)
        return { status: 200, body: {} }
      },
    },
  ]
}

/** Without `traverse` only what is stored exactly in the namespace is in reach. */
function scopeOf(call: Call): (namespace: string) => boolean {
  const asked = call.params['ns'] ?? ''
  if (call.query.get('list_parameters.traverse') !== 'true') return (namespace) => namespace === asked
  return (namespace) => isBelow(namespace, asked)
}

/** `Content-Type: application/jsoncompact` leaves unset fields out; the page's cursors keep their own form. */
function inCompactForm(call: Call, answer: Answer): Answer {
  if (!call.headers['content-type']?.startsWith('application/jsoncompact')) return answer
  if (answer.status !== 200 || !isJson(answer.body)) return answer
  const { body } = answer
  if (!isJsonObject(body) || !isJsonObject(body['list'])) return { ...answer, body: compact(body) }
  const { objects = [], response = {} } = body['list']
  return { ...answer, body: { list: { objects: compact(objects), response: compact(response) } } }
}

function isJson(value: unknown): value is JsonValue {
  return value !== undefined
}

function toApiKey(grant: Access['grants'][number], root: string): EndorObject {
  const namespace = isBelow(grant.credential.namespace, root) ? grant.credential.namespace : 'globex'
  const created = '2025-01-07T10:00:00.000Z'
  return {
    uuid: uuidOf('api-key', grant.credential.key),
    tenant_meta: { namespace },
    meta: metaOf({ kind: 'APIKey', name: grant.credential.key.slice(5), namespace, created, updated: created }),
    propagate: true,
    spec: {
      key: grant.credential.key,
      secret: null,
      expiration_time: grant.expiresAt,
      issuing_user: `admin@${root}.test`,
      permissions: { roles: [grant.role], rules: {}, except_resources: [] },
    },
  }
}

function projectsOf(estate: Estate, repository: string): readonly string[] {
  const wanted = (parseCloneUrl(repository)?.path ?? repository).toLowerCase()
  return [...estate.places.values()]
    .filter((place) => [place.scannedName, place.repository.fullName].some((name) => name.toLowerCase() === wanted))
    .map((place) => place.project.uuid)
}

function mainFindings(estate: Estate, project: string): readonly string[] {
  const place = estate.places.get(project)
  if (!place) throw new RangeError(`There is no project "${project}".`)
  return [...estate.collections.findings.scan({ owner: project })]
    .filter((finding) => isJsonObject(finding['context']) && finding['context']['type'] === place.context.type)
    .map((finding) => finding.uuid)
}

function removeProject(estate: Estate, project: string): void {
  for (const name of names) {
    if (name === 'projects' || name === 'namespaces' || name === 'api-keys') continue
    const collection = estate.collections[name]
    for (const object of [...collection.scan({ owner: project })]) collection.remove(object.uuid)
  }
  estate.collections.projects.remove(project)
  estate.places.delete(project)
}
