import { cleanText, httpsUrl, instant, type Note, textOrNull } from '@patchbay/sdk/shape'
import type { AlertFamily } from './alert-family.ts'

/** Where an alert belongs. */
export interface Origin {
  /** The repository's id. */
  readonly target: string
  /** What code scanning was asked about; `null` for a repository without a branch. */
  readonly branch: string | null
}

interface Alert {
  readonly number: number
  readonly html_url?: string | null | undefined
  readonly created_at?: string | null | undefined
}

/** What every alert says in the same way. Numbers are unique per repository and family only, and never given twice. */
export function shared(family: AlertFamily, { number, html_url, created_at }: Alert, { target }: Origin, note: Note) {
  return {
    target,
    externalId: `${target}/${family}/${number}`,
    externalUrl: httpsUrl(html_url?.replace(/^http:/, 'https:')),
    detectedAt: instant(created_at, 'created_at', note),
    reachability: 'unknown',
    vendorReachability: null,
    exploited: null,
  } as const
}

/** What was said, each text once, with a blank line between. */
export function paragraphs(...parts: readonly (string | null | undefined)[]): string | null {
  const said = new Set(parts.map((part) => textOrNull(part)).filter((part) => part !== null))
  return said.size === 0 ? null : cleanText([...said].join('\n\n'))
}
