import type { PackageEvidence } from '@patchbay/sdk'
import { looseEnum, type Note, packageUrl, textOrNull } from '@patchbay/sdk/shape'
import type { FixDetail } from './fix-details.ts'
import type { Coordinate, Issue } from './schema.ts'

interface Ecosystem {
  /** purl type. */
  readonly type: string
  /** Distribution, which is part of the purl and not of the name. */
  readonly distribution?: string
}

const npm = { type: 'npm' }
const maven = { type: 'maven' }
const python = { type: 'pypi' }
const go = { type: 'golang' }
const generic = { type: 'generic' }

/** By the word inside a vulnerability's id: `SNYK-PYTHON-PILLOW-5918878`. */
const byLanguage: ReadonlyMap<string, Ecosystem> = new Map([
  ['JS', npm],
  ['JAVA', maven],
  ['PYTHON', python],
  ['PIP', python],
  ['GOLANG', go],
  ['RUBY', { type: 'gem' }],
  ['DOTNET', { type: 'nuget' }],
  ['PHP', { type: 'composer' }],
  ['RUST', { type: 'cargo' }],
  ['COCOAPODS', { type: 'cocoapods' }],
  ['SWIFT', { type: 'swift' }],
  ['HEX', { type: 'hex' }],
  ['DART', { type: 'pub' }],
  ['UNMANAGED', generic],
])

/** Distributions carry their release: `SNYK-DEBIAN12-OPENSSL-6157243`. */
const byDistribution: readonly (readonly [RegExp, Ecosystem])[] = [
  [/^DEBIAN/, { type: 'deb', distribution: 'debian' }],
  [/^UBUNTU/, { type: 'deb', distribution: 'ubuntu' }],
  [/^ALPINE/, { type: 'apk', distribution: 'alpine' }],
  [/^WOLFI/, { type: 'apk', distribution: 'wolfi' }],
  [/^CHAINGUARD/, { type: 'apk', distribution: 'chainguard' }],
  [/^RHEL/, { type: 'rpm', distribution: 'redhat' }],
  [/^CENTOS/, { type: 'rpm', distribution: 'centos' }],
  [/^AMZN/, { type: 'rpm', distribution: 'amzn' }],
  [/^ROCKY/, { type: 'rpm', distribution: 'rocky' }],
  [/^ORACLE/, { type: 'rpm', distribution: 'oracle' }],
  [/^SLES/, { type: 'rpm', distribution: 'suse' }],
]

/** By the project's type, and by the first word of ids such as `npm:hoek:20180212` and `snyk:lic:maven:…`. */
const byProjectType: Readonly<Record<string, Ecosystem>> = {
  npm,
  yarn: npm,
  'yarn-workspace': npm,
  pnpm: npm,
  maven,
  gradle: maven,
  sbt: maven,
  pip: python,
  poetry: python,
  pipenv: python,
  uv: python,
  golang: go,
  golangdep: go,
  gomodules: go,
  govendor: go,
  rubygems: { type: 'gem' },
  nuget: { type: 'nuget' },
  paket: { type: 'nuget' },
  composer: { type: 'composer' },
  cargo: { type: 'cargo' },
  cocoapods: { type: 'cocoapods' },
  swift: { type: 'swift' },
  hex: { type: 'hex' },
  pub: { type: 'pub' },
  deb: { type: 'deb', distribution: 'debian' },
  apk: { type: 'apk', distribution: 'alpine' },
  rpm: { type: 'rpm', distribution: 'redhat' },
  cpp: generic,
  linux: generic,
  dockerfile: generic,
}

const projectEcosystem = looseEnum<Ecosystem>('project.type', byProjectType, generic)

/** The package an issue is about, and the other versions of it in the same project. `null` for issues about none. */
export function packageOf(
  { attributes }: Issue,
  projectType: string | null,
  fix: FixDetail | undefined,
  note: Note,
): { readonly evidence: PackageEvidence; readonly alsoIn: readonly string[] } | null {
  const [first, ...others] = dependenciesOf(attributes.coordinates ?? [])
  if (first === undefined) return null
  const { type, distribution } = ecosystemOfKey(attributes.key) ?? projectEcosystem(projectType, note)
  // Distributions' packages are written `source/binary`; the binary is what is installed.
  const name = distribution === undefined ? first.name : first.name.slice(first.name.lastIndexOf('/') + 1)
  const purl = packageUrl(type, distribution === undefined ? name : `${distribution}/${name}`, first.version)
  if (purl === null) return null
  return {
    evidence: {
      purl,
      name,
      version: first.version,
      direct: fix?.direct ?? null,
      fixedVersion: fix?.fixedVersion ?? null,
      ...(fix?.through && { through: fix.through }),
    },
    alsoIn: others.flatMap(({ name: other, version }) => (other === first.name && version !== null ? [version] : [])),
  }
}

/** What a key of the API says about the ecosystem; `null` when it says nothing. */
function ecosystemOfKey(key: string): Ecosystem | null {
  const language = /^SNYK-([A-Z]+\w*)-/.exec(key)?.[1]
  if (language !== undefined) {
    return byLanguage.get(language) ?? byDistribution.find(([pattern]) => pattern.test(language))?.[1] ?? null
  }
  const word = /^(?:snyk:lic:)?([a-z-]+):/.exec(key)?.[1] ?? ''
  return Object.hasOwn(byProjectType, word) ? (byProjectType[word] ?? null) : null
}

interface Dependency {
  readonly name: string
  readonly version: string | null
}

const order = new Intl.Collator('en', { numeric: true })

/** Each once and in an order of our own: Snyk promises none. What is resolved in one place counts only when nothing else is left. */
function dependenciesOf(coordinates: readonly Coordinate[]): readonly Dependency[] {
  const open = coordinates.filter(({ state }) => state !== 'resolved')
  const found = new Map<string, Dependency>()
  for (const { representations } of open.length > 0 ? open : coordinates) {
    for (const { dependency } of representations ?? []) {
      const name = textOrNull(dependency?.package_name, 300)
      const version = textOrNull(dependency?.package_version, 200)
      if (name !== null) found.set(`${name}@${version ?? ''}`, { name, version })
    }
  }
  return [...found].toSorted(([left], [right]) => order.compare(left, right)).map(([, dependency]) => dependency)
}
