import { PackageURL } from 'packageurl-js'

/** OSV ecosystem names by package URL type. */
const ecosystems: Readonly<Record<string, string>> = {
  npm: 'npm',
  pypi: 'PyPI',
  maven: 'Maven',
  golang: 'Go',
  gem: 'RubyGems',
  nuget: 'NuGet',
  composer: 'Packagist',
  cargo: 'crates.io',
  deb: 'Debian',
  apk: 'Alpine',
  rpm: 'Red Hat',
  github: 'GitHub Actions',
  githubactions: 'GitHub Actions',
  swift: 'SwiftURL',
  conan: 'ConanCenter',
  cocoapods: 'CocoaPods',
  pub: 'Pub',
  hex: 'Hex',
  docker: 'Docker',
  oci: 'OCI',
  generic: 'Generic',
}

const typesByEcosystem = new Map(Object.entries(ecosystems).map(([type, name]) => [name.toLowerCase(), type]))

/** What a package URL says, with the name as people write it (`org.slf4j:slf4j-ext`, `@babel/traverse`). */
export interface PackageName {
  readonly type: string
  readonly ecosystem: string
  readonly namespace: string | undefined
  readonly name: string
  readonly version: string | undefined
  /** Canonical form. */
  readonly purl: string
}

/** Throws when the text is no package URL. */
export function parsePurl(text: string): PackageName {
  const { type, namespace, name, version, ...rest } = PackageURL.fromString(text)
  const purl = new PackageURL(type, namespace, name, version, rest.qualifiers, rest.subpath).toString()
  const prefix = namespace ? `${namespace}${type === 'maven' ? ':' : '/'}` : ''
  const bare = type === 'deb' || type === 'apk' || type === 'rpm' ? name : `${prefix}${name}`
  return {
    type,
    ecosystem: ecosystems[type] ?? type,
    namespace: namespace ?? undefined,
    name: bare,
    version: version ?? undefined,
    purl,
  }
}

/** The package URL of a package given by ecosystem, name and version. Unknown ecosystems become the URL's type as they are. */
export function buildPurl(ecosystem: string, name: string, version: string): string {
  const family = ecosystem.split(':')[0]?.toLowerCase() ?? ''
  const type = typesByEcosystem.get(family) ?? (ecosystems[family] ? family : family.replace(/[^a-z0-9.+-]/g, '-'))
  const separator = type === 'maven' ? ':' : '/'
  const cut = name.lastIndexOf(separator)
  const namespace = cut > 0 ? name.slice(0, cut) : undefined
  return new PackageURL(type, namespace, name.slice(cut + 1), version, undefined, undefined).toString()
}
