import { textOrNull } from './text.ts'

const advisory = /^[A-Za-z][A-Za-z0-9]*(?:-[A-Za-z0-9.:_]+)+$/
const cve = /^cve-\d{4}-\d{4,}$/i
const ghsa = /^ghsa(?:-[23456789cfghjmpqrvwx]{4}){3}$/i
const weakness = /(?:^|[^A-Za-z])CWE[-_ ]?0*(\d{1,5})(?!\d)/i

/** Whether a text has the form of an advisory's id (`CVE-2018-8088`, `GHSA-…`, `RUSTSEC-…`) rather than of a key or a URL. */
export function isAdvisoryId(text: string): boolean {
  return text.length <= 100 && advisory.test(text)
}

/**
 * Ids of one problem, each once whatever its letter case, in the order given: the scanner's main id first. CVE ids are
 * written in upper case and GHSA ids with a lower-case body, as their issuers do; others stay as they came.
 */
export function identifiers(ids: Iterable<string | null | undefined>, most = 50): readonly string[] {
  const kept = new Map<string, string>()
  for (const id of ids) {
    const clean = textOrNull(id, 200)
    if (clean === null || kept.size >= most) continue
    const key = clean.toUpperCase()
    if (!kept.has(key)) kept.set(key, canonical(clean))
  }
  return [...kept.values()]
}

function canonical(id: string): string {
  if (cve.test(id)) return id.toUpperCase()
  return ghsa.test(id) ? `GHSA${id.slice(4).toLowerCase()}` : id
}

/** Weakness ids in the form `CWE-79`, from `CWE-79: Improper …`, `cwe_79`, `external/cwe/cwe-079`; texts naming none are left out. */
export function cwes(texts: Iterable<string | null | undefined>): readonly string[] {
  const kept = new Set<string>()
  for (const text of texts) {
    const number = text ? weakness.exec(text)?.[1] : undefined
    if (number !== undefined && kept.size < 50) kept.add(`CWE-${number}`)
  }
  return [...kept]
}
