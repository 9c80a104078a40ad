import { parsePurl, type TenantPackage } from '@patchbay/sdk/testing'

/** The service's scheme and enum value by OSV ecosystem. */
const schemes: Readonly<Record<string, readonly [scheme: string, value: string]>> = {
  npm: ['npm', 'NPM'],
  PyPI: ['pypi', 'PYPI'],
  Maven: ['mvn', 'MAVEN'],
  Go: ['go', 'GO'],
  RubyGems: ['gem', 'GEM'],
  NuGet: ['nuget', 'NUGET'],
  Packagist: ['packagist', 'PACKAGIST'],
  'crates.io': ['cargo', 'CARGO'],
  Debian: ['debian', 'DEBIAN'],
  Alpine: ['apk', 'APK'],
  'Red Hat': ['rpm', 'RPM'],
  'GitHub Actions': ['github', 'GITHUB_ACTION'],
  CocoaPods: ['cocoapod', 'COCOAPOD'],
  SwiftURL: ['swift', 'SWIFT'],
  ConanCenter: ['conan', 'CONAN'],
  Docker: ['container', 'CONTAINER'],
  OCI: ['container', 'CONTAINER'],
}

const distributions: readonly string[] = ['Debian', 'Alpine', 'Red Hat']

export function ecosystemOf(ecosystem: string): string {
  return `ECOSYSTEM_${schemes[ecosystem]?.[1] ?? 'UNSPECIFIED'}`
}

export function schemeOf(ecosystem: string): string {
  return schemes[ecosystem]?.[0] ?? ecosystem.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-')
}

/** Name as the service writes it: `org.slf4j:slf4j-ext`, `debian/openssl`. */
export function dependencyName(dependency: TenantPackage): string {
  if (!distributions.includes(dependency.ecosystem)) return dependency.name
  const { namespace, name } = parsePurl(dependency.purl)
  return namespace === undefined ? name : `${namespace}/${name}`
}

/** `eco://name@version`. */
export function packageVersionName(dependency: TenantPackage): string {
  return `${schemeOf(dependency.ecosystem)}://${dependencyName(dependency)}@${dependency.version}`
}

/** Name of the package a manifest declares, which is what findings hang below. */
export function rootPackageName(fullName: string, ecosystem: string, manifest: string | null, ref: string): string {
  const [owner = fullName, ...rest] = fullName.split('/')
  const repository = rest.join('/') || owner
  const folder = manifest?.includes('/') ? manifest.slice(0, manifest.lastIndexOf('/')) : ''
  const local = folder === '' ? repository : `${repository}-${folder.replaceAll('/', '-')}`
  if (ecosystem === 'Maven') return `mvn://com.${owner.toLowerCase()}:${local}@${ref}`
  if (ecosystem === 'Go') return `go://github.com/${fullName}${folder && `/${folder}`}@${ref}`
  if (ecosystem === 'Packagist') return `packagist://${fullName.toLowerCase()}${folder && `-${folder}`}@${ref}`
  return `${schemeOf(ecosystem)}://${local}@${ref}`
}

const manifests: Readonly<Record<string, string>> = {
  npm: 'package.json',
  PyPI: 'requirements.txt',
  Maven: 'pom.xml',
  Go: 'go.mod',
  RubyGems: 'Gemfile.lock',
  NuGet: 'packages.lock.json',
  Packagist: 'composer.lock',
  'crates.io': 'Cargo.lock',
}

/** The file a package manager keeps by default, for data that names none. */
export function usualManifest(ecosystem: string): string | null {
  return manifests[ecosystem] ?? null
}
