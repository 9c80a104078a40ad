import type { RepositoryClue } from '@patchbay/sdk'
import { type CanonicalUrl, canonicalHost, canonicalRepositoryUrl } from './git-url.ts'

/** A repository as the store finds it: once for its native id, and once for each of its addresses that was asked for. */
export interface MatchCandidate {
  readonly assetId: number
  /** `canonicalHost` of the platform, and the platform's own id. */
  readonly host: string
  readonly ref: string
  /** Whether any source-control connection still sees it. What nobody sees any more is never matched. */
  readonly present: boolean
  /** `key` or `anyCaseKey` of one of its addresses; `null` when found by id. */
  readonly urlKey: string | null
  /** Whether that address is the repository's own today; it keeps the addresses it had before a rename. */
  readonly current: boolean
}

/** What to ask the store for before matching. */
export interface Lookup {
  readonly nativeIds: readonly { readonly host: string; readonly ref: string }[]
  readonly urlKeys: readonly string[]
}

/** Candidates by what they are found by. */
export interface CandidateIndex<T extends MatchCandidate> {
  readonly byNativeId: ReadonlyMap<string, readonly T[]>
  readonly byUrlKey: ReadonlyMap<string, readonly T[]>
}

/** Why a record was matched, kept with the mapping. */
export interface MatchEvidence {
  readonly by: 'native-id' | 'url' | 'former-url'
  /** The id or the comparison key both sides share. */
  readonly value: string
  /** `certain`: the platform's own id. `high`: its address today. `medium`: a former address, or one that differs in letter case. */
  readonly confidence: 'certain' | 'high' | 'medium'
}

export type RecordMatch<T extends MatchCandidate> =
  | { readonly matched: true; readonly candidate: T; readonly evidence: MatchEvidence }
  | Unmatched

export interface Unmatched {
  readonly matched: false
  readonly reason: 'no-clue' | 'unreadable-address' | 'not-found' | 'ambiguous' | 'different-repository'
  /** Sentence for people. */
  readonly explanation: string
}

/** What to look for on behalf of a clue. */
export function lookupOf(clue: RepositoryClue): Lookup {
  const { urls, native } = readClue(clue)
  const nativeIds = native === null ? [] : spellingsOf(native.id).map((ref) => ({ host: native.host, ref }))
  return { nativeIds, urlKeys: urls.flatMap(keysOf) }
}

/** Every key under which one address of a repository is stored and looked up; none for text that is no address. */
export function addressKeys(url: string): readonly string[] {
  const canonical = canonicalRepositoryUrl(url)
  return canonical === null ? [] : keysOf(canonical)
}

/**
 * What clues of one repository have in common, in one spelling each: `id 17 on git.example.com`, `git.example.com/acme/shop`.
 * Letter case is left aside where it may count: without source control nobody can say whether it does.
 */
export function linksOf(clue: RepositoryClue): readonly string[] {
  const { urls, native } = readClue(clue)
  return [
    ...(native === null ? [] : [`id ${native.id} on ${native.host}`]),
    ...new Set(urls.map(({ key, anyCaseKey }) => anyCaseKey ?? key)),
  ]
}

/** Prepares candidates, of one record or of a whole page of them. */
export function indexCandidates<T extends MatchCandidate>(candidates: Iterable<T>): CandidateIndex<T> {
  const byNativeId = new Map<string, T[]>()
  const byUrlKey = new Map<string, T[]>()
  for (const candidate of candidates) {
    if (!candidate.present) continue
    append(byNativeId, nativeKey(candidate.host, candidate.ref), candidate)
    if (candidate.urlKey !== null) append(byUrlKey, candidate.urlKey, candidate)
  }
  return { byNativeId, byUrlKey }
}

/**
 * Finds the repository behind a record: by the platform's own id, then by address as it is today, then by a former address,
 * then by either without letter case. The first of these that finds anything decides; when it finds two repositories, none
 * is chosen. An address is not believed where the platform's id says that another repository has it by now.
 */
export function matchRecord<T extends MatchCandidate>(clue: RepositoryClue, index: CandidateIndex<T>): RecordMatch<T> {
  const read = readClue(clue)
  if (read.urls.length === 0 && read.native === null) return withoutClue(clue)

  let refused: string | null = null
  for (const attempt of attempts(read, index)) {
    const believed = attempt.found.filter(({ candidate }) => !contradicts(read.native, candidate))
    if (believed.length < attempt.found.length) refused ??= attempt.found[0]?.value ?? null
    const [first] = believed
    if (first === undefined) continue
    const different = new Set(believed.map(({ candidate }) => candidate.assetId)).size
    if (different > 1) return unmatched('ambiguous', `${different} repositories share ${shown(first.value)}.`)
    const evidence = { by: attempt.by, value: first.value, confidence: attempt.confidence }
    return { matched: true, candidate: first.candidate, evidence }
  }
  if (refused === null) return unmatched('not-found', `No connected source control lists ${shownParts(read).join(' or ')}.`)
  return unmatched('different-repository', `${shown(refused)} is another repository than the one with id ${read.native?.id}.`)
}

/** A clue as far as it can be used. */
interface ReadClue {
  readonly urls: readonly CanonicalUrl[]
  readonly native: NativeId | null
}

interface NativeId {
  readonly host: string
  /** In the spelling it is compared by. */
  readonly id: string
}

function readClue(clue: RepositoryClue): ReadClue {
  const byKey = new Map<string, CanonicalUrl>()
  for (const url of clue.urls) {
    const canonical = canonicalRepositoryUrl(url)
    if (canonical !== null && !byKey.has(canonical.key)) byKey.set(canonical.key, canonical)
  }
  const urls = [...byKey.values()].toSorted((left, right) => (left.key < right.key ? -1 : 1))
  const host = nativeHost(clue, urls)
  const [id] = spellingsOf(clue.nativeId ?? '')
  return { urls, native: host === null || id === undefined ? null : { host, id } }
}

/** Addresses on two hosts leave open whose id it is, and the same number may be somebody else's on the other. */
function nativeHost(clue: RepositoryClue, urls: readonly CanonicalUrl[]): string | null {
  if (clue.nativeHost !== undefined) return canonicalHost(clue.nativeHost)
  const hosts = new Set(urls.map((url) => url.host))
  const [only] = hosts
  return hosts.size === 1 && only !== undefined ? only : null
}

interface Attempt<T> {
  readonly by: MatchEvidence['by']
  readonly confidence: MatchEvidence['confidence']
  readonly found: readonly Found<T>[]
}

interface Found<T> {
  readonly candidate: T
  readonly value: string
}

function attempts<T extends MatchCandidate>({ urls, native }: ReadClue, index: CandidateIndex<T>): readonly Attempt<T>[] {
  const exact = urls.flatMap((url) => findByKey(index, url.key))
  const anyCase = urls.flatMap((url) => (url.anyCaseKey === null ? [] : findByKey(index, url.anyCaseKey)))
  return [
    { by: 'native-id', confidence: 'certain', found: native === null ? [] : findById(index, native) },
    { by: 'url', confidence: 'high', found: exact.filter(({ candidate }) => candidate.current) },
    { by: 'former-url', confidence: 'medium', found: exact.filter(({ candidate }) => !candidate.current) },
    { by: 'url', confidence: 'medium', found: anyCase.filter(({ candidate }) => candidate.current) },
    { by: 'former-url', confidence: 'medium', found: anyCase.filter(({ candidate }) => !candidate.current) },
  ]
}

function findById<T extends MatchCandidate>(index: CandidateIndex<T>, { host, id }: NativeId): readonly Found<T>[] {
  return (index.byNativeId.get(nativeKey(host, id)) ?? []).map((candidate) => ({ candidate, value: id }))
}

function findByKey<T extends MatchCandidate>(index: CandidateIndex<T>, key: string): readonly Found<T>[] {
  return (index.byUrlKey.get(key) ?? []).map((candidate) => ({ candidate, value: key }))
}

function withoutClue(clue: RepositoryClue): Unmatched {
  // The texts themselves are not quoted: what cannot be read may hold a password.
  if (clue.urls.some((url) => url.trim() !== '')) {
    return unmatched('unreadable-address', 'The scanner gives an address that is not one of a repository.')
  }
  if (spellingsOf(clue.nativeId ?? '').length > 0) {
    return unmatched('no-clue', 'The scanner gives a repository id without saying on which platform.')
  }
  return unmatched('no-clue', 'The scanner does not say which repository this is.')
}

function unmatched(reason: Unmatched['reason'], explanation: string): Unmatched {
  return { matched: false, reason, explanation }
}

const guid = /^\{?([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\}?$/i

/** The ways one id is written, the one it is compared by first: GUIDs come in either case, with and without braces. */
function spellingsOf(id: string): readonly string[] {
  const text = id.trim()
  if (text === '') return []
  const bare = guid.exec(text)?.[1]?.toLowerCase()
  return bare === undefined ? [text] : [bare, `{${bare}}`]
}

/** Two different ids of one make on one platform are two repositories; ids of different makes say nothing. */
function contradicts(native: NativeId | null, candidate: MatchCandidate): boolean {
  const [actual] = spellingsOf(candidate.ref)
  if (native === null || actual === undefined || native.host !== candidate.host || native.id === actual) return false
  return [/^\d+$/, guid].some((make) => make.test(native.id) && make.test(actual))
}

function nativeKey(host: string, id: string): string {
  return `${host} ${spellingsOf(id)[0] ?? ''}`
}

function keysOf({ key, anyCaseKey }: CanonicalUrl): readonly string[] {
  return anyCaseKey === null ? [key] : [key, anyCaseKey]
}

/** What of a clue is compared with repositories, for people: addresses as they are understood, and the platform's id. */
export function comparisons(clue: RepositoryClue): readonly string[] {
  return shownParts(readClue(clue))
}

function shownParts({ urls, native }: ReadClue): readonly string[] {
  return [...urls.map((url) => url.display), ...(native === null ? [] : [`id ${native.id} on ${native.host}`])]
}

function shown(value: string): string {
  return value.startsWith('~') ? `${value.slice(1)} (letter case aside)` : value
}

function append<T>(map: Map<string, T[]>, key: string, item: T): void {
  const items = map.get(key)
  if (items === undefined) map.set(key, [item])
  else items.push(item)
}
