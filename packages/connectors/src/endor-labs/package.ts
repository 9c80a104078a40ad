import type { BaseImage, ImageEvidence, PackageEvidence } from '@patchbay/sdk'
import { baseImage, firstText, imageEvidence, looseEnum, type Note, packageUrl, textAt, textOrNull } from '@patchbay/sdk/shape'
import type { Finding } from './schema.ts'

/** purl type by the scheme of an Endor package name (`mvn://org.slf4j:slf4j-ext@1.7.2`). */
const schemes: ReadonlyMap<string, string> = new Map([
  ['npm', 'npm'],
  ['pypi', 'pypi'],
  ['mvn', 'maven'],
  ['maven', 'maven'],
  ['go', 'golang'],
  ['golang', 'golang'],
  ['cargo', 'cargo'],
  ['gem', 'gem'],
  ['nuget', 'nuget'],
  ['packagist', 'composer'],
  ['composer', 'composer'],
  ['container', 'docker'],
  ['oci', 'docker'],
  ['debian', 'deb'],
  ['deb', 'deb'],
  ['apk', 'apk'],
  ['rpm', 'rpm'],
  ['github', 'github'],
  ['github_action', 'github'],
  ['cocoapod', 'cocoapods'],
  ['cocoapods', 'cocoapods'],
  ['swift', 'swift'],
  ['conan', 'conan'],
  ['hugging_face', 'huggingface'],
  ['huggingface', 'huggingface'],
  ['hf', 'huggingface'],
])

const ecosystemType = looseEnum<string>(
  'spec.ecosystem',
  {
    ECOSYSTEM_UNSPECIFIED: 'generic',
    ECOSYSTEM_GO: 'golang',
    ECOSYSTEM_MAVEN: 'maven',
    ECOSYSTEM_PYPI: 'pypi',
    ECOSYSTEM_CARGO: 'cargo',
    ECOSYSTEM_NPM: 'npm',
    ECOSYSTEM_GEM: 'gem',
    ECOSYSTEM_NUGET: 'nuget',
    ECOSYSTEM_PACKAGIST: 'composer',
    ECOSYSTEM_SBOM: 'generic',
    ECOSYSTEM_RPM: 'rpm',
    ECOSYSTEM_DEBIAN: 'deb',
    ECOSYSTEM_GITHUB_ACTION: 'github',
    ECOSYSTEM_COCOAPOD: 'cocoapods',
    ECOSYSTEM_APK: 'apk',
    ECOSYSTEM_CONTAINER: 'docker',
    ECOSYSTEM_HUGGING_FACE: 'huggingface',
    ECOSYSTEM_C: 'generic',
    ECOSYSTEM_GIT: 'generic',
    ECOSYSTEM_AI_MODEL: 'generic',
    ECOSYSTEM_SWIFT: 'swift',
    ECOSYSTEM_CONAN: 'conan',
    ECOSYSTEM_VSCODE: 'vscode-extension',
  },
  'generic',
)

/** Distribution assumed when the name carries none; without it a purl of these types says too little to match. */
const distributions: ReadonlyMap<string, string> = new Map([
  ['deb', 'debian'],
  ['apk', 'alpine'],
])

/** The package a finding is about: the dependency, or the package inside an image. `null` for findings about none. */
export function packageOf({ spec }: Finding, direct: boolean | null, note: Note): PackageEvidence | null {
  const coordinates = parseCoordinates(spec.target_dependency_package_name)
  const name = firstText(300, spec.target_dependency_name, coordinates.name)
  if (name === null) return null

  const version = firstText(200, spec.target_dependency_version, coordinates.version)
  const type = (coordinates.scheme && schemes.get(coordinates.scheme)) ?? ecosystemType(spec.ecosystem, note)
  const purl = packageUrl(type, qualifiedName(type, coordinates.name ?? name), version)
  if (purl === null) return null

  return {
    purl,
    name: shownName(type, name),
    version,
    direct: direct ?? directnessInWords(spec.relationship),
    fixedVersion: fixedVersion(spec),
  }
}

interface Coordinates {
  readonly scheme: string | null
  readonly name: string | null
  readonly version: string | null
}

/** Splits `scheme://name@version`; a leading `@` is an npm scope. Older answers leave out the scheme, the version or both. */
export function parseCoordinates(text: string | null | undefined): Coordinates {
  const clean = textOrNull(text, 500)
  if (clean === null) return { scheme: null, name: null, version: null }
  const mark = clean.indexOf('://')
  const rest = mark === -1 ? clean : clean.slice(mark + 3)
  const at = rest.lastIndexOf('@')
  const hasVersion = at > 0 && rest.charAt(at - 1) !== '/'
  return {
    scheme: mark === -1 ? null : clean.slice(0, mark).toLowerCase(),
    name: textOrNull(hasVersion ? rest.slice(0, at) : rest),
    version: hasVersion ? textOrNull(rest.slice(at + 1)) : null,
  }
}

function qualifiedName(type: string, name: string): string {
  const distribution = distributions.get(type)
  return distribution === undefined || name.includes('/') ? name : `${distribution}/${name}`
}

/** Packages of distributions are `openssl` to people; which distribution, the purl says. */
function shownName(type: string, name: string): string {
  const isDistribution = type === 'deb' || type === 'apk' || type === 'rpm'
  return isDistribution ? name.slice(name.lastIndexOf('/') + 1) : name
}

/** The field where there is one; else the sentence Endor Labs writes into the summary. */
function fixedVersion(spec: Finding['spec']): string | null {
  const proposed = textOrNull(spec.proposed_version, 200)
  if (proposed !== null) return proposed
  return textOrNull(/\bfixed in version ([^\s,;]+?)\.?(?:[\s,;]|$)/.exec(spec.summary ?? '')?.[1], 200)
}

function directnessInWords(relationship: string | null | undefined): boolean | null {
  const word = /\bis a (direct|transitive) dependency of\b/.exec(relationship ?? '')?.[1]
  return word === undefined ? null : word === 'direct'
}

/** Name of the package whose dependency tree the finding was found in, without its version: that moves with every release. */
export function rootPackage(relationship: string | null | undefined): string | null {
  const root = rootIn(relationship)
  return root === undefined ? null : parseCoordinates(root).name
}

/** The image a package was found in, which stands where other findings name the package whose tree it is. */
export function rootImage(relationship: string | null | undefined): ImageEvidence | null {
  return imageEvidence(rootIn(relationship))
}

type ContainerData = NonNullable<Finding['spec']['finding_metadata']>['container_data']

/** What the image is built on. A package none of whose layers is the base image's was put on top of it. */
export function baseOf(data: ContainerData): BaseImage | null {
  const told = data?.base_image
  const name = typeof told === 'string' ? told : textAt(told, 'name')
  return baseImage(name, { digest: textAt(told, 'digest'), brings: data?.has_base_layer })
}

function rootIn(relationship: string | null | undefined): string | undefined {
  return /\bdependency of (\S+?)\.?(?:\s|$)/.exec(relationship ?? '')?.[1]
}
