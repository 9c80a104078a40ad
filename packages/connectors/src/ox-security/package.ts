import type { ImageEvidence, PackageEvidence } from '@patchbay/sdk'
import { firstText, imageReference, numberOrNull, packageUrl, textOrNull } from '@patchbay/sdk/shape'
import { occurrencesOf } from './image.ts'
import type { Issue, Vulnerability } from './schema.ts'

/** purl types by the words for languages and package managers, lower-case. OX documents neither list. */
const typesByWord: ReadonlyMap<string, string> = new Map([
  ...['npm', 'yarn', 'pnpm', 'bun', 'node', 'nodejs', 'node.js', 'javascript', 'typescript', 'js', 'ts'].map(
    (word) => [word, 'npm'] as const,
  ),
  ...['maven', 'gradle', 'sbt', 'java', 'kotlin', 'scala', 'groovy', 'clojure', 'jvm'].map((word) => [word, 'maven'] as const),
  ...['pip', 'pypi', 'pipenv', 'poetry', 'uv', 'conda', 'python', 'python3'].map((word) => [word, 'pypi'] as const),
  ...['go', 'golang', 'gomod', 'go modules'].map((word) => [word, 'golang'] as const),
  ...['gem', 'rubygems', 'bundler', 'ruby'].map((word) => [word, 'gem'] as const),
  ...['nuget', 'dotnet', '.net', 'c#', 'csharp', 'f#'].map((word) => [word, 'nuget'] as const),
  ...['composer', 'packagist', 'php'].map((word) => [word, 'composer'] as const),
  ...['cargo', 'crates.io', 'rust'].map((word) => [word, 'cargo'] as const),
  ...['cocoapods', 'objective-c', 'objc'].map((word) => [word, 'cocoapods'] as const),
  ...['swift', 'swiftpm'].map((word) => [word, 'swift'] as const),
  ...['pub', 'dart', 'flutter'].map((word) => [word, 'pub'] as const),
  ...['hex', 'mix', 'elixir', 'erlang'].map((word) => [word, 'hex'] as const),
  ...['conan', 'c++', 'c'].map((word) => [word, 'conan'] as const),
])

/** purl types by what manifests and lock files are called. */
const typesByFile: readonly (readonly [RegExp, string])[] = [
  [/^(package(-lock)?\.json|yarn\.lock|pnpm-lock\.yaml|npm-shrinkwrap\.json|bun\.lockb?)$/, 'npm'],
  [/^(pom\.xml|build\.gradle(\.kts)?|gradle\.lockfile|build\.sbt)$/, 'maven'],
  [/^(requirements.*\.txt|pipfile(\.lock)?|poetry\.lock|pyproject\.toml|setup\.(py|cfg)|uv\.lock)$/, 'pypi'],
  [/^go\.(mod|sum)$/, 'golang'],
  [/^(gemfile(\.lock)?|.*\.gemspec)$/, 'gem'],
  [/^(.*\.(cs|fs|vb)proj|packages\.config|packages\.lock\.json|.*\.nuspec|paket\.lock)$/, 'nuget'],
  [/^composer\.(json|lock)$/, 'composer'],
  [/^cargo\.(toml|lock)$/, 'cargo'],
  [/^podfile(\.lock)?$/, 'cocoapods'],
  [/^package\.(swift|resolved)$/, 'swift'],
  [/^pubspec\.(yaml|lock)$/, 'pub'],
  [/^mix\.(exs|lock)$/, 'hex'],
  [/^conan(file\.(txt|py)|\.lock)$/, 'conan'],
]

/** Distributions by the words for an image's operating system: `alpine 3.18`, `Debian GNU/Linux 12`. */
const distributions: readonly (readonly [RegExp, type: string, namespace: string])[] = [
  [/alpine/i, 'apk', 'alpine'],
  [/wolfi/i, 'apk', 'wolfi'],
  [/chainguard/i, 'apk', 'chainguard'],
  [/ubuntu/i, 'deb', 'ubuntu'],
  [/debian|bookworm|bullseye|buster|trixie/i, 'deb', 'debian'],
  [/red ?hat|rhel|\bubi\d?/i, 'rpm', 'redhat'],
  [/centos/i, 'rpm', 'centos'],
  [/rocky/i, 'rpm', 'rocky'],
  [/amazon|amzn/i, 'rpm', 'amzn'],
  [/oracle/i, 'rpm', 'oracle'],
  [/suse|sles/i, 'rpm', 'suse'],
]

/** The package one vulnerability of an issue is in. `null` when the issue names none. */
export function packageOf(
  issue: Issue,
  vulnerability: Vulnerability | null,
  image: ImageEvidence | null,
): PackageEvidence | null {
  const [first] = occurrencesOf(issue)
  const name = firstText(300, vulnerability?.libName, first?.pkgName)
  if (name === null) return null
  const version = firstText(200, vulnerability?.libVersion, first?.installedVersion)
  const { type, qualified } = image === null ? named(typeOf(issue, name), name) : inImage(issue, name, image)
  const purl = packageUrl(type, qualified, version)
  if (purl === null) return null
  return {
    purl,
    name,
    version,
    direct: image === null && vulnerability !== null ? directnessOf(issue, vulnerability, name) : null,
    fixedVersion: firstText(200, vulnerability?.minorVerWithFix, vulnerability?.majorVerWithFix, first?.fixedVersion),
  }
}

interface Named {
  readonly type: string
  /** With the namespace the type wants. */
  readonly qualified: string
}

function named(type: string, name: string): Named {
  return { type, qualified: name }
}

/** Inside an image: the image itself, a package of its distribution, or an application's package. */
function inImage(issue: Issue, name: string, image: ImageEvidence): Named {
  if (name === image.name) return named('docker', image.registry === null ? name : `${image.registry}/${name}`)
  const manager = typesByWord.get(issue.sbom?.packageManager?.trim().toLowerCase() ?? '')
  if (manager !== undefined) return named(manager, name)
  const system = `${occurrencesOf(issue)[0]?.os ?? ''} ${imageReference(image)}`
  const found = distributions.find(([pattern]) => pattern.test(system))
  return found === undefined ? named(shapeType(name), name) : named(found[1], `${found[2]}/${name}`)
}

function typeOf(issue: Issue, name: string): string {
  const { sbom, languageInfo, secondTitle } = issue
  for (const word of [sbom?.packageManager, sbom?.language, languageInfo?.name]) {
    const type = typesByWord.get(word?.trim().toLowerCase() ?? '')
    if (type !== undefined) return type
  }
  for (const path of [sbom?.location, occurrencesOf(issue)[0]?.fileName, secondTitle]) {
    const file = path?.trim().split('/').at(-1)?.toLowerCase() ?? ''
    const found = typesByFile.find(([pattern]) => pattern.test(file))
    if (found !== undefined) return found[1]
  }
  return shapeType(name)
}

/** Some ecosystems' names look like no other's. */
function shapeType(name: string): string {
  if (/^[\w.-]+:[\w.-]+$/.test(name)) return 'maven'
  if (/^@[^/]+\/[^/]+$/.test(name)) return 'npm'
  return /^[a-z0-9-]+(\.[a-z0-9-]+)+\/\S+$/.test(name) ? 'golang' : 'generic'
}

/**
 * The chain from the direct dependency to the package tells; else the direct dependency that pulls it in. Whether depths count
 * from 0 or from 1 is not documented, so a depth of 1 says nothing by itself.
 */
function directnessOf({ scaTriggerPkg }: Issue, vulnerability: Vulnerability, name: string): boolean | null {
  const chain = chainOf(vulnerability.dependencyChain)
  if (chain.length > 0) return chain.length === 1
  const trigger = textOrNull(scaTriggerPkg, 300)
  if (trigger !== null) return trigger === name || trigger.startsWith(`${name}@`)
  const depth = numberOrNull(vulnerability.chainDepth)
  if (depth === null || depth === 1) return null
  return depth < 1
}

function chainOf(chain: unknown): readonly string[] {
  const links = typeof chain === 'string' ? chain.split(/->|>|→/).map((link) => link.trim()) : chain
  return Array.isArray(links) ? links.filter((link) => typeof link === 'string' && link.trim() !== '') : []
}
