import { deriveUuid, parseCloneUrl, type TenantFinding, type TenantRepository } from '@patchbay/sdk/testing'

/** What an integration watches: a repository, an image, or whatever the command line was run on. */
export interface SnykTarget {
  readonly id: string
  readonly organization: string
  readonly displayName: string
  readonly url: string | null
  readonly isPrivate: boolean
  /** The integration it came by, which is also the origin of its projects. */
  readonly source: string
  readonly createdAt: string
}

/** One scanned manifest, code base or image of a target. */
export interface SnykProject {
  readonly id: string
  readonly target: SnykTarget
  readonly name: string
  readonly type: string
  readonly file: string
  readonly reference: string
  readonly createdAt: string
  /** Set by whoever has the image scanned; on nothing else here. */
  readonly tags: readonly { readonly key: string; readonly value: string }[]
}

export function repositoryTarget(repository: TenantRepository, organization: string, name: string): SnykTarget {
  const address = repository.cloneUrl === null ? undefined : parseCloneUrl(repository.cloneUrl)
  const hosted = address?.host === 'github.com'
  // The GitHub integration writes plain http; the command line writes what git's remote says.
  const remote = repository.cloneUrl?.replace(repository.fullName, name) ?? null
  return {
    id: deriveUuid('snyk-target', organization, repository.cloneUrl ?? repository.fullName),
    organization,
    displayName: name,
    url: hosted ? `http://github.com/${name}` : remote,
    isPrivate: repository.visibility !== 'public',
    source: hosted ? 'github' : 'cli',
    createdAt: createdAt(repository),
  }
}

export function imageTarget(image: NonNullable<TenantFinding['image']>, like: SnykTarget): SnykTarget {
  return {
    ...like,
    id: deriveUuid('snyk-target', like.organization, image.name),
    displayName: image.name,
    url: null,
    isPrivate: true,
    source: 'harbor-cr',
  }
}

/** Repositories were imported one after the other over 2024. */
function createdAt({ id }: TenantRepository): string {
  return new Date(Date.UTC(2024, 0, 1 + (id % 360), 9, id % 60, 54, 14)).toISOString()
}

/** The project a finding shows up in. */
export function projectOf(finding: TenantFinding, target: SnykTarget, ref: { name: string; isDefault: boolean }): SnykProject {
  const { image, kind, location, package: dependency } = finding
  if (image) {
    const owner = imageTarget(image, target)
    const facts = { name: `${image.name}:${image.tag}`, type: osType(dependency?.ecosystem), file: '', ref: image.tag }
    return { ...project(owner, facts), tags: tagsOf(image) }
  }
  const base = ref.isDefault ? target.displayName : `${target.displayName}(${ref.name})`
  if (kind === 'code') return project(target, { name: base, type: 'sast', file: '', ref: ref.name })
  if (kind === 'infrastructure') {
    const file = location?.path ?? ''
    const type = file.endsWith('.tf') ? 'terraformconfig' : 'k8sconfig'
    return project(target, { name: `${base}:${file}`, type, file, ref: ref.name })
  }
  const [type, usual] = managers[dependency?.ecosystem ?? ''] ?? ['unmanaged', '']
  const file = (finding.manifest ?? usual).replace(/package-lock\.json$/, 'package.json')
  return project(target, { name: file === '' ? base : `${base}:${file}`, type, file, ref: ref.name })
}

function project(target: SnykTarget, facts: { name: string; type: string; file: string; ref: string }): SnykProject {
  const { name, type, file, ref } = facts
  const id = deriveUuid('snyk-project', target.id, type, file, ref)
  return { id, target, name, type, file, reference: ref, createdAt: target.createdAt, tags: [] }
}

/** The image's labels under keys that tags can have. */
function tagsOf({ source, base }: NonNullable<TenantFinding['image']>): SnykProject['tags'] {
  const labels = { 'image-source': source?.url, 'image-dockerfile': source?.dockerfile, 'image-base': base?.reference }
  return Object.entries(labels).flatMap(([key, value]) => (value ? [{ key, value }] : []))
}

function osType(ecosystem: string | undefined): string {
  if (ecosystem === 'Alpine') return 'apk'
  return ecosystem === 'Red Hat' ? 'rpm' : 'deb'
}

/** Project type and usual manifest by OSV ecosystem. */
const managers: Readonly<Record<string, readonly [type: string, file: string]>> = {
  npm: ['npm', 'package.json'],
  PyPI: ['pip', 'requirements.txt'],
  Maven: ['maven', 'pom.xml'],
  Go: ['gomodules', 'go.mod'],
  RubyGems: ['rubygems', 'Gemfile.lock'],
  NuGet: ['nuget', 'packages.lock.json'],
  Packagist: ['composer', 'composer.lock'],
  'crates.io': ['cargo', 'Cargo.lock'],
  Hex: ['hex', 'mix.lock'],
  CocoaPods: ['cocoapods', 'Podfile.lock'],
  Pub: ['pub', 'pubspec.lock'],
}
