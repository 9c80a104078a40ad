import type { LeftOut } from '@patchbay/sdk'
import { PackageURL } from 'packageurl-js'
import { compareIdentifiers } from '../domain/alias.ts'
import { maximumSeverity } from '../domain/severity.ts'
import { storable } from '../domain/storable.ts'
import { moreCautious, type Standing, standingOf } from './standing.ts'
import type { DocumentFinding, DocumentState, Place } from './state.ts'

/** A package in a place: what VEX speaks of. */
export interface AffectedPackage {
  /** The same for the same package in the same place. */
  readonly key: string
  readonly place: Place
  readonly purl: string
  readonly name: string
  readonly version: string | null
}

export interface Statement {
  readonly affected: AffectedPackage
  readonly standing: Standing
}

/** One vulnerability with all that is said of it: one statement a package and place. */
export interface Stated {
  readonly name: string
  /** Other names, sorted. */
  readonly aliases: readonly string[]
  /** The worst that any scanner says. */
  readonly finding: DocumentFinding
  readonly statements: readonly Statement[]
  readonly firstSeenAt: string
  readonly findings: number
}

const ofPackages: ReadonlySet<string> = new Set(['dependency', 'container', 'malware'])

/**
 * The vulnerabilities of a state in the order of their names, each with its statements, a page at a time, and what VEX has no
 * words for. What is called alike is told once, because a document may use a CVE only once (CSAF 2.0, 6.1.23).
 */
export async function* statementsOf({
  findings,
}: Pick<DocumentState, 'findings'>): AsyncGenerator<Stated | LeftOut, void, void> {
  let open: DocumentFinding[] = []
  for await (const page of findings) {
    for (const finding of page) {
      const reason = reasonToLeaveOut(finding)
      if (reason !== undefined) {
        yield { finding: finding.id, reason }
        continue
      }
      if (open.length > 0 && open[0]?.name !== finding.name) {
        yield stated(open)
        open = []
      }
      open.push(finding)
    }
  }
  if (open.length > 0) yield stated(open)
}

function reasonToLeaveOut(finding: DocumentFinding): string | undefined {
  if (!ofPackages.has(finding.kind)) return 'VEX is about vulnerabilities of packages, and this is none.'
  if (finding.package === null) return 'No scanner says which package it is in.'
  if (canonicalPurl(finding.package.purl) === undefined) return 'Its package has no valid package URL.'
  if (finding.name.trim() === '') return 'It has no name.'
  return standingOf(finding) === undefined ? 'It is a duplicate of another one, which is told instead.' : undefined
}

function stated(group: readonly DocumentFinding[]): Stated {
  const [first] = group
  if (first === undefined) throw new Error('A vulnerability is stated without a finding.')
  const statements = new Map<string, Statement>()
  const names = new Set<string>()
  for (const finding of group) {
    for (const identifier of finding.identifiers) if (identifier.trim() !== '') names.add(storable(identifier))
    const affected = affectedOf(finding)
    const standing = standingOf(finding)
    if (affected === undefined || standing === undefined) continue
    const before = statements.get(affected.key)
    statements.set(affected.key, { affected, standing: before ? moreCautious(before.standing, standing) : standing })
  }
  names.delete(storable(first.name))
  const worst = maximumSeverity(group.map(({ severity }) => severity))
  return {
    name: first.name,
    aliases: [...names].sort(compareIdentifiers),
    finding: group.find(({ severity }) => severity === worst) ?? first,
    statements: [...statements.values()],
    firstSeenAt: group.map(({ firstSeenAt }) => firstSeenAt).toSorted()[0] ?? first.firstSeenAt,
    findings: group.length,
  }
}

function affectedOf({ place, image, package: found }: DocumentFinding): AffectedPackage | undefined {
  const purl = found === null ? undefined : canonicalPurl(found.purl)
  if (found === null || purl === undefined) return undefined
  const within: Place = image === null ? place : { kind: 'image', name: image, url: null, branch: null }
  const { name, version } = found
  return { key: JSON.stringify([within.kind, within.name, purl]), place: within, purl, name, version }
}

function canonicalPurl(text: string): string | undefined {
  try {
    return PackageURL.fromString(text).toString()
  } catch {
    return undefined
  }
}
