import type { PackageEvidence } from '@patchbay/sdk'
import { PackageURL } from 'packageurl-js'

/** A package regardless of version. */
export interface PackageName {
  /** Package URL without version, qualifiers and subpath, in one spelling: `pkg:npm/%40babel/core`. */
  readonly key: string
  readonly type: string
  readonly namespace: string | null
  readonly name: string
  /** As people write it: `@babel/core`, `org.slf4j:slf4j-ext`. */
  readonly displayName: string
}

/** Lower-case names made of characters no rule touches: most of what scanners send, and far cheaper than parsing. */
const plain = /^pkg:([a-z]+)\/((?:[a-z0-9][a-z0-9._-]*\/)*)([a-z0-9][a-z0-9._-]*)(?:@[^@/?#\s]+)?(?:\?[^@#\s]*)?$/

/** The same for npm's scopes, whose `@` is written either way. */
const scoped = /^pkg:npm\/(?:%40|@)([a-z0-9][a-z0-9._-]*)\/([a-z0-9][a-z0-9._-]*)(?:@[^@/?#\s]+)?(?:\?[^@#\s]*)?$/

/** Types that rewrite even plain lower-case names. */
const rewriting: ReadonlySet<string> = new Set(['pypi', 'pub'])

/** Types whose namespace is the distribution, not part of the name. */
const distributions: ReadonlySet<string> = new Set(['alpm', 'apk', 'deb', 'rpm'])

/**
 * Reads a package URL into the package it names; `null` when it is none. The type's rules of spelling come from the purl
 * specification; three go further because scanners disagree in practice: Python names follow PEP 503 (`.`, `-` and `_` are
 * one), Go modules and NuGet packages compare without letter case, as their registries do.
 *
 * Qualifiers are dropped, `arch` and `distro` among them: a key is compared within one image, which has one distribution,
 * and scanners do not agree on how to write it (`bullseye`, `debian-11`).
 */
export function packageKey(purl: string): PackageName | null {
  const known = recent.get(purl)
  if (known !== undefined) return known
  const read = fromScoped(purl) ?? fromPlain(purl) ?? parsed(purl)
  if (recent.size >= 2000) recent.clear()
  recent.set(purl, read)
  return read
}

/** One finding asks for its package several times, and neighbours share it. */
const recent = new Map<string, PackageName | null>()

/** Name and version as a package URL says them; `null` for what it does not say. */
export function purlNames(purl: string): { readonly name: string | null; readonly version: string | null } {
  return { name: packageKey(purl)?.displayName ?? null, version: versionIn(purl) }
}

function versionIn(purl: string): string | null {
  const written = /[^/@]@([^@/?#]+)(?:[?#]|$)/.exec(purl)?.[1]
  if (written === undefined) return null
  try {
    return decodeURIComponent(written)
  } catch {
    return null
  }
}

/** The key of what a scanner saw; a package URL nobody can read is compared by the name people use, kept apart from real keys. */
export function packageKeyOf(evidence: PackageEvidence): string {
  return packageKey(evidence.purl)?.key ?? `unreadable:${evidence.name.trim().normalize('NFC')}`
}

function fromScoped(purl: string): PackageName | null {
  const [, scope, name] = scoped.exec(purl) ?? []
  if (scope === undefined || name === undefined) return null
  return { key: `pkg:npm/%40${scope}/${name}`, type: 'npm', namespace: `@${scope}`, name, displayName: `@${scope}/${name}` }
}

function fromPlain(purl: string): PackageName | null {
  const match = plain.exec(purl)
  const type = match?.[1]
  const name = match?.[3]
  if (type === undefined || name === undefined || rewriting.has(type)) return null
  const namespace = match?.[2]?.slice(0, -1) || null
  const key = namespace === null ? `pkg:${type}/${name}` : `pkg:${type}/${namespace}/${name}`
  return { key, type, namespace, name, displayName: displayName(type, namespace, name) }
}

function parsed(purl: string): PackageName | null {
  try {
    const [type, namespace, name] = PackageURL.parseString(purl.trim().normalize('NFC'))
    if (!type || !name) return null
    return spelled(type.toLowerCase(), namespace ?? null, name)
  } catch {
    return null
  }
}

function spelled(type: string, rawNamespace: string | null, rawName: string): PackageName {
  const respelled = respell(type, rawNamespace, rawName)
  const { namespace, name } = canonical(type, respelled.namespace, respelled.name) ?? respelled
  const { Component } = PackageURL
  const place = namespace === null ? '' : `${Component.namespace.encode(namespace)}/`
  const key = `pkg:${Component.type.encode(type)}/${place}${Component.name.encode(name)}`
  return { key, type, namespace, name, displayName: displayName(type, namespace, name) }
}

interface Name {
  readonly namespace: string | null
  readonly name: string
}

function respell(type: string, namespace: string | null, name: string): Name {
  if (type === 'pypi') return { namespace, name: name.replace(/[-_.]+/g, '-') }
  if (type === 'golang' || type === 'nuget') return { namespace: namespace?.toLowerCase() ?? null, name: name.toLowerCase() }
  return { namespace, name }
}

/** The library's rules per type. It refuses some names without a version, so it is given one; what it still refuses keeps its spelling. */
function canonical(type: string, namespace: string | null, name: string): Name | null {
  try {
    const purl = new PackageURL(type, namespace, name, '0')
    return { namespace: purl.namespace || null, name: purl.name }
  } catch {
    return null
  }
}

function displayName(type: string, namespace: string | null, name: string): string {
  if (namespace === null || distributions.has(type)) return name
  return type === 'maven' ? `${namespace}:${name}` : `${namespace}/${name}`
}
