import { versionOrderOf } from '../version/ecosystems.ts'

/** One package, and the version it is to have. */
export interface Bump {
  /** As its ecosystem writes it: `@babel/core`, `org.slf4j:slf4j-ext`, `golang.org/x/net`. */
  readonly name: string
  readonly to: string
}

/** What becomes of a manifest. Nothing of it changes but the version. */
export type ManifestEdit =
  | { readonly kind: 'changed'; readonly text: string }
  /** It does not name the package, or has it in that version or a newer one. */
  | { readonly kind: 'unchanged' }
  /** It names the package in a way that is not changed by guesswork. A sentence says why. */
  | { readonly kind: 'refused'; readonly reason: string }

/** A piece of a text and what comes in its place; or why it stays. */
export type Replacement =
  | { readonly kind: 'replace'; readonly start: number; readonly end: number; readonly with: string }
  | { readonly kind: 'keep' }
  | { readonly kind: 'refuse'; readonly reason: string }

/** All or nothing: half a change is no fix. */
export function editOf(text: string, replacements: readonly Replacement[]): ManifestEdit {
  const refusal = replacements.find((one) => one.kind === 'refuse')
  if (refusal !== undefined) return { kind: 'refused', reason: refusal.reason }
  const places = new Map(replacements.flatMap((one) => (one.kind === 'replace' ? [[one.start, one] as const] : [])))
  const lastFirst = [...places.values()].toSorted((left, right) => right.start - left.start)
  if (lastFirst.length === 0) return { kind: 'unchanged' }
  const changed = lastFirst.reduce((all, one) => `${all.slice(0, one.start)}${one.with}${all.slice(one.end)}`, text)
  return { kind: 'changed', text: changed }
}

/** Whether a version in use is the one to have, or newer; `null` where it is no version. */
export function isReached(packageType: string, version: string, to: string): boolean | null {
  const { reads, compare } = versionOrderOf(packageType)
  return reads(version) && reads(to) ? compare(version, to) >= 0 : null
}
