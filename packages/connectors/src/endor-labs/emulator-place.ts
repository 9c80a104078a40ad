import type { TenantFinding, TenantRepository } from '@patchbay/sdk/testing'
import { type Context, type EndorObject, mainContext, uuidOf } from './emulator-object.ts'
import { packageVersionName, rootPackageName, usualManifest } from './emulator-package.ts'

/** One scanned ref of one project: what its findings have in common. */
export interface Place {
  readonly project: EndorObject
  readonly namespace: string
  readonly repository: TenantRepository
  /** Name under which the project was set up; an older one for repositories renamed since. */
  readonly scannedName: string
  /** Web address of the repository; `null` for binaries. */
  readonly webUrl: string | null
  readonly ref: string
  readonly context: Context
  /** Last scan, ISO 8601 with milliseconds. */
  readonly scannedAt: string
}

export function repositoryVersionUuid(place: Place): string {
  return uuidOf('repository-version', place.project.uuid, place.context.type, place.ref)
}

/** The thing a package finding hangs below: a manifest's package, or an image. */
export interface Root {
  readonly uuid: string
  /** `eco://name@version`. */
  readonly name: string
  readonly ecosystem: string
  readonly manifest: string | null
  readonly image: TenantFinding['image']
}

/** `null` for findings in own code, which hang below the repository version. */
export function rootOf(place: Place, finding: TenantFinding): Root | null {
  const { image, package: dependency } = finding
  if (dependency === null) return null
  const ecosystem = image ? 'Docker' : dependency.ecosystem
  const manifest = image ? null : (finding.manifest ?? usualManifest(ecosystem))
  const name = image
    ? `container://${image.name}@${image.tag}`
    : rootPackageName(place.scannedName, ecosystem, manifest, place.ref)
  const uuid = uuidOf('package-version', place.project.uuid, place.context.type, place.context.id, name)
  return { uuid, name, ecosystem, manifest, image }
}

/** Unique within a context: parent, name, target and extra key, as the service has it; the tenant's key stands for all. */
export function findingUuid(place: Place, finding: TenantFinding): string {
  return uuidOf('finding', place.project.uuid, place.context.type, place.context.id, finding.key)
}

export function dependencyUuid(root: Root, finding: TenantFinding): string {
  return uuidOf('dependency-metadata', root.uuid, finding.package ? packageVersionName(finding.package) : '')
}

export const refContext = (branch: string): Context => ({ ...mainContext, tags: [], type: 'CONTEXT_TYPE_REF', id: branch })

export const pullRequestContext = (run: string): Context => ({ ...mainContext, tags: [], type: 'CONTEXT_TYPE_CI_RUN', id: run })
