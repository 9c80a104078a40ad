import { type JsonObject, parseCloneUrl, type TenantRepository } from '@patchbay/sdk/testing'
import { type EndorObject, mainContext, metaOf, nanoseconds, uuidOf } from './emulator-object.ts'
import { ecosystemOf } from './emulator-package.ts'
import { type Place, type Root, repositoryVersionUuid } from './emulator-place.ts'

/** A project and everything that says where its code lives. */
export interface ProjectParts {
  readonly main: Place
  readonly project: EndorObject
  readonly repository: EndorObject | null
}

/** Sets a project up for one repository in one namespace, as it looked when it was first scanned. */
export function buildProject(repository: TenantRepository, namespace: string, scannedAt: string, uuid?: string): ProjectParts {
  const scannedName = repository.formerNames.at(-1) ?? repository.fullName
  const cloneUrl = repository.cloneUrl?.replace(repository.fullName, scannedName) ?? null
  const project = toProject(repository, { namespace, scannedName, cloneUrl, scannedAt, uuid })
  const main: Place = {
    project,
    namespace,
    repository,
    scannedName,
    webUrl: cloneUrl === null ? null : webUrlOf(cloneUrl),
    ref: repository.defaultBranch,
    context: mainContext,
    scannedAt,
  }
  return { main, project, repository: cloneUrl === null ? null : toRepository(main, cloneUrl) }
}

interface ProjectFacts {
  readonly namespace: string
  readonly scannedName: string
  readonly cloneUrl: string | null
  readonly scannedAt: string
  readonly uuid: string | undefined
}

function toProject(repository: TenantRepository, facts: ProjectFacts): EndorObject {
  const { namespace, scannedName, cloneUrl, scannedAt } = facts
  const [organization = scannedName, ...rest] = scannedName.split('/')
  const address = cloneUrl === null ? undefined : parseCloneUrl(cloneUrl)
  return {
    uuid: facts.uuid ?? uuidOf('project', namespace, cloneUrl ?? scannedName),
    tenant_meta: { namespace },
    meta: metaOf({
      kind: 'Project',
      name: cloneUrl ?? scannedName,
      namespace,
      created: createdAt(repository),
      updated: scannedAt,
      tags: repository.topics,
    }),
    spec: {
      platform_source: platformOf(address?.host),
      internal_reference_key: cloneUrl ?? scannedName,
      git:
        cloneUrl === null
          ? null
          : {
              http_clone_url: cloneUrl.toLowerCase(),
              git_clone_url: `git@${address?.host}:${address?.path}.git`.toLowerCase(),
              organization,
              path: rest.join('/'),
              full_name: scannedName,
              web_url: address?.host === 'github.com' ? `https://api.github.com/repos/${scannedName}` : webUrlOf(cloneUrl),
              external_installation_id: '',
              invalid_installation: false,
            },
      model: null,
      sbom: null,
      unsupported: null,
      ingestion_token: null,
      is_archived: repository.archived,
      scan_profile_uuid: null,
      toolchain_profile_uuid: null,
    },
    processing_status: {
      scan_state: 'SCAN_STATE_IDLE',
      scan_time: nanoseconds(scannedAt),
      analytic_time: null,
      queue_time: null,
      disable_automated_scan: false,
      deactivated: false,
      metadata: { full_history_scan_time: null },
    },
  }
}

/** Projects were set up one after the other over 2018, before the oldest finding anybody asks about. */
function createdAt(repository: TenantRepository): string {
  return new Date(Date.UTC(2018, 0, 1 + (repository.id % 360), 9)).toISOString()
}

function platformOf(host: string | undefined): string {
  if (host === undefined) return 'PLATFORM_SOURCE_BINARY'
  if (host === 'github.com') return 'PLATFORM_SOURCE_GITHUB'
  if (host.includes('gitlab')) return 'PLATFORM_SOURCE_GITLAB'
  if (host.includes('bitbucket')) return 'PLATFORM_SOURCE_BITBUCKET'
  if (host === 'dev.azure.com' || host.endsWith('.visualstudio.com')) return 'PLATFORM_SOURCE_AZURE'
  return 'PLATFORM_SOURCE_GITSERVER'
}

function webUrlOf(cloneUrl: string): string {
  const address = parseCloneUrl(cloneUrl)
  return address ? `https://${address.host}/${address.path}` : cloneUrl
}

function toRepository(place: Place, cloneUrl: string): EndorObject {
  const { repository, project, namespace } = place
  return {
    uuid: uuidOf('repository', project.uuid),
    tenant_meta: { namespace },
    meta: metaOf({
      kind: 'Repository',
      name: cloneUrl,
      namespace,
      created: createdAt(repository),
      updated: place.scannedAt,
      parent: { kind: 'Project', uuid: project.uuid },
    }),
    spec: {
      default_branch: repository.defaultBranch,
      http_clone_url: cloneUrl.toLowerCase(),
      platform_source: platformOf(parseCloneUrl(cloneUrl)?.host),
      external_id: String(repository.id),
      tags: [...repository.topics],
    },
    ingested_object: { raw: { id: repository.id, full_name: place.scannedName, archived: repository.archived } },
  }
}

export function toRepositoryVersion(place: Place): EndorObject {
  const { repository, project, namespace } = place
  return {
    uuid: repositoryVersionUuid(place),
    tenant_meta: { namespace },
    context: place.context,
    meta: metaOf({
      kind: 'RepositoryVersion',
      name: place.ref,
      namespace,
      created: createdAt(repository),
      updated: place.scannedAt,
      parent: { kind: 'Project', uuid: project.uuid },
    }),
    spec: {
      version: { ref: place.ref, sha: repository.commit, metadata: {} },
      last_commit_date: place.scannedAt,
      allow_ref_as_pr_scan_base: false,
    },
    scan_object: {
      status: 'STATUS_SCANNED',
      scan_time: nanoseconds(place.scannedAt),
      endor_ignore_file_hash_map: {},
      aisast_status: null,
    },
  }
}

export function toPackageVersion(place: Place, root: Root): EndorObject {
  const name = root.name.slice(root.name.indexOf('://') + 3, root.name.lastIndexOf('@'))
  return {
    uuid: root.uuid,
    tenant_meta: { namespace: place.namespace },
    context: place.context,
    meta: metaOf({
      kind: 'PackageVersion',
      name: root.name,
      namespace: place.namespace,
      created: createdAt(place.repository),
      updated: place.scannedAt,
      parent: { kind: 'Project', uuid: place.project.uuid },
    }),
    spec: {
      project_uuid: place.project.uuid,
      ecosystem: ecosystemOf(root.ecosystem),
      package_name: name,
      relative_path: root.manifest,
      language: null,
      release_timestamp: null,
      call_graph_available: true,
      code_owners: null,
      source_code_reference: { version: { ref: place.ref, sha: place.repository.commit, metadata: {} } },
      resolved_dependencies: { resolution_timestamp: nanoseconds(place.scannedAt), dependencies: [], dependency_graph: {} },
      resolution_errors: null,
      container_metadata: root.image ? containerMetadata(root.image) : null,
    },
  }
}

function containerMetadata(image: NonNullable<Root['image']>): JsonObject {
  const base = image.base === undefined ? null : { name: image.base.reference, digest: null }
  return { digest: image.digest, repo_digest: image.digest, base_image: base, layers: [], architecture: 'amd64' }
}
