/** Schemes whose ids are written with a lower-case tail (the OSV schema lists them under "id"), and one with a mixed-case name. */
const spellings: ReadonlyMap<string, (tail: string) => string> = new Map([
  ['GHSA', (tail) => `GHSA-${tail.toLowerCase()}`],
  ['CGA', (tail) => `CGA-${tail.toLowerCase()}`],
  ['MINI', (tail) => `MINI-${tail.toLowerCase()}`],
  ['ECHO', (tail) => `ECHO-${tail.toLowerCase()}`],
  ['BIT', (tail) => `BIT-${tail.toLowerCase()}`],
  ['OPENSUSE', (tail) => `openSUSE-${tail.toUpperCase()}`],
])

/** An advisory id: a scheme, a dash, anything without spaces or slashes. */
const advisory = /^([A-Za-z][A-Za-z0-9]*)-([^\s/\\]+)$/
const cve = /^CVE-(\d{4})-(\d{4,})$/
const ghsa = /^GHSA(?:-[23456789cfghjmpqrvwx]{4}){3}$/

/** Bulletins of distributions and vendors: one of them covers many problems, so it is never another name for one. */
const bulletins: ReadonlySet<string> = new Set(
  'ALAS ALAS2 ALAS2023 ALBA ALEA ALSA ASB DLA DSA DTSA ELBA ELSA FEDORA GLSA KB MGASA MS OESA openSUSE RHBA RHEA RHSA RLBA RLSA RXSA SUSE USN VMSA'.split(
    ' ',
  ),
)

/**
 * An identifier of a problem in the one spelling by which identifiers are compared: `CVE-2021-44228`,
 * `GHSA-jfh8-c2jp-5v3q`, `PYSEC-2021-1`. Text that is not an advisory id is only trimmed; blank text gives ''.
 */
export function normaliseIdentifier(text: string): string {
  if (cve.test(text)) return text
  const trimmed = text.trim().normalize('NFC')
  const parts = advisory.exec(trimmed)
  const scheme = parts?.[1]?.toUpperCase()
  const tail = parts?.[2]
  if (scheme === undefined || tail === undefined) return trimmed
  return spellings.get(scheme)?.(tail) ?? `${scheme}-${tail.toUpperCase()}`
}

/** Whether this is a CVE id, in any letter case. */
export function isCve(identifier: string): boolean {
  return cve.test(normaliseIdentifier(identifier))
}

/** Every different identifier in its one spelling, in the order given. */
export function normaliseIdentifiers(identifiers: readonly string[]): string[] {
  return [...new Set(identifiers.map(normaliseIdentifier))].filter((identifier) => identifier !== '')
}

/**
 * The name a problem goes by: the oldest CVE, else the first GHSA id, else the first of the rest in alphabetical order.
 * `null` when there is no identifier. The order they are given in never matters.
 */
export function preferredName(identifiers: readonly string[]): string | null {
  const [only] = identifiers
  if (only !== undefined && identifiers.length === 1) return normaliseIdentifier(only) || null
  let best: string | null = null
  for (const identifier of identifiers) {
    const candidate = normaliseIdentifier(identifier)
    if (candidate !== '' && (best === null || compareIdentifiers(candidate, best) < 0)) best = candidate
  }
  return best
}

/** Orders normalised identifiers by how well they name a problem, best first; 0 only for equal ones. */
export function compareIdentifiers(left: string, right: string): number {
  const rank = nameRank(left) - nameRank(right)
  if (rank !== 0) return rank
  return compareCves(left, right) || compareTexts(left, right)
}

function nameRank(identifier: string): number {
  if (cve.test(identifier)) return 0
  return ghsa.test(identifier) ? 1 : 2
}

/** By year, then by number: numbers have four digits or more and no upper bound, so they compare by length before digits. */
function compareCves(left: string, right: string): number {
  const [, leftYear = '', leftNumber = ''] = cve.exec(left) ?? []
  const [, rightYear = '', rightNumber = ''] = cve.exec(right) ?? []
  return compareTexts(leftYear, rightYear) || leftNumber.length - rightNumber.length || compareTexts(leftNumber, rightNumber)
}

function compareTexts(left: string, right: string): number {
  if (left === right) return 0
  return left < right ? -1 : 1
}

/** A source's word that two identifiers name one problem. Direction means nothing. */
export interface AliasLink {
  readonly left: string
  readonly right: string
}

/**
 * The links one sighting vouches for. Conservative, because joining two problems hides one of them: distribution bulletins
 * never link, and a sighting that names two or more CVEs links none of its identifiers, as it cannot be told which belongs to which.
 */
export function aliasLinks(identifiers: readonly string[]): AliasLink[] {
  const names = normaliseIdentifiers(identifiers).filter((identifier) => !isBulletin(identifier))
  if (names.filter((identifier) => cve.test(identifier)).length > 1) return []
  const sorted = names.toSorted(compareIdentifiers)
  const [name] = sorted
  if (name === undefined) return []
  return sorted.slice(1).map((right) => ({ left: name, right }))
}

function isBulletin(identifier: string): boolean {
  return bulletins.has(identifier.slice(0, identifier.indexOf('-')))
}
