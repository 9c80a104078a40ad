import { PackageURL } from 'packageurl-js'
import { cleanText } from './text.ts'

/** The parts of a package URL that differ by how an ecosystem writes a name. */
interface Parts {
  readonly namespace?: string
  readonly name: string
  readonly qualifiers?: Record<string, string>
  readonly subpath?: string
}

const splitters: ReadonlyMap<string, (name: string) => Parts> = new Map([
  ['maven', atColon],
  ['npm', atLastSlash],
  ['golang', atLastSlash],
  ['composer', atLastSlash],
  ['swift', atLastSlash],
  ['huggingface', atLastSlash],
  ['deb', atLastSlash],
  ['apk', atLastSlash],
  ['rpm', atLastSlash],
  ['docker', asImage],
  ['github', asAction],
  ['cocoapods', asPod],
])

/**
 * The canonical package URL (https://github.com/package-url/purl-spec) of a package named the way its own ecosystem writes
 * it: `@babel/traverse` (npm), `org.slf4j:slf4j-ext` (maven), `github.com/a/b/v2` (golang), `vendor/name` (composer),
 * `debian/openssl` (deb), `ghcr.io/org/image` (docker). `type` is a purl type. A version the type's rules do not allow is left
 * out; a name they do not allow becomes `pkg:generic`, so that no package is lost. `null` only for a blank name.
 */
export function packageUrl(type: string, name: string, version: string | null): string | null {
  const clean = cleanText(name, 500).trim()
  const parts = (splitters.get(type) ?? whole)(clean)
  const given = version === null ? undefined : cleanText(version, 200).trim() || undefined

  return (
    plain(type, parts, given) ??
    write(type, parts, given) ??
    write(type, parts, undefined) ??
    write('generic', whole(clean), given)
  )
}

const plainTypes: ReadonlySet<string> = new Set(['npm', 'maven', 'golang', 'cargo', 'gem', 'nuget', 'composer'])
const plainPath = /^(?:[a-z0-9][a-z0-9.-]*\/)*[a-z0-9][a-z0-9.-]*$/
const plainVersion = /^v?\d+\.\d+\.\d+$/

/** Most names and versions hold nothing a type's rules would touch, and writing them out is far cheaper than the library's checks. */
function plain(type: string, { namespace, name, qualifiers, subpath }: Parts, version: string | undefined): string | null {
  if (version === undefined || !plainVersion.test(version) || !plainTypes.has(type)) return null
  if (qualifiers !== undefined || subpath !== undefined || (type === 'maven' && namespace === undefined)) return null
  const path = namespace === undefined ? name : `${namespace}/${name}`
  return plainPath.test(path) ? `pkg:${type}/${path}@${version}` : null
}

function write(type: string, parts: Parts, version: string | undefined): string | null {
  try {
    return new PackageURL(type, parts.namespace, parts.name, version, parts.qualifiers, parts.subpath).toString()
  } catch {
    return null
  }
}

function whole(name: string): Parts {
  return { name }
}

function atLastSlash(name: string): Parts {
  const slash = name.lastIndexOf('/')
  return slash <= 0 ? { name } : { namespace: name.slice(0, slash), name: name.slice(slash + 1) }
}

function atColon(name: string): Parts {
  const [group, artifact] = name.includes(':') ? name.split(':') : name.split('/')
  return artifact === undefined ? { name } : { namespace: group, name: artifact }
}

/** A first part with a dot, a colon or the name localhost is a registry, as container tools read it. */
function asImage(name: string): Parts {
  const slash = name.indexOf('/')
  const first = name.slice(0, Math.max(slash, 0))
  const isRegistry = first.includes('.') || first.includes(':') || first === 'localhost'
  return isRegistry ? { ...atLastSlash(name.slice(slash + 1)), qualifiers: { repository_url: first } } : atLastSlash(name)
}

/** `owner/repository`, and for actions below the root `owner/repository/path`. */
function asAction(name: string): Parts {
  const [owner, repository, ...below] = name.split('/')
  if (owner === undefined || repository === undefined) return { name }
  return { namespace: owner, name: repository, ...subpathOf(below) }
}

/** `Pod/Subspec`: the subspec is a subpath. */
function asPod(name: string): Parts {
  const slash = name.indexOf('/')
  return slash <= 0 ? { name } : { name: name.slice(0, slash), ...subpathOf(name.slice(slash + 1).split('/')) }
}

/** The specification allows no empty, `.` or `..` segment here. */
function subpathOf(segments: readonly string[]): Pick<Parts, 'subpath'> {
  const subpath = segments.filter((segment) => segment !== '' && segment !== '.' && segment !== '..').join('/')
  return subpath === '' ? {} : { subpath }
}
