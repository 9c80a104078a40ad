import type { Mapping, Suggestion } from '../../api/types.ts'

const reasons: Readonly<Record<Mapping['method'], string>> = {
  'native-id': 'same repository id',
  url: 'same address',
  'former-url': 'an address it had before',
  'auto-product': 'product created for it',
  manual: 'mapped by hand',
  rule: 'by a mapping rule',
  image: 'a container image',
}

/** What a match rests on, in a few words. */
export function matchReason(method: Mapping['method'] | Suggestion['method']): string {
  return reasons[method]
}

/** The evidence behind a match in full, for a tooltip: `url: git.example.com/acme/shop`. */
export function evidenceText(evidence: Readonly<Record<string, unknown>>): string {
  return Object.entries(evidence)
    .filter(([, value]) => value !== null && value !== undefined)
    .map(([name, value]) => `${name}: ${typeof value === 'string' ? value : JSON.stringify(value)}`)
    .join('\n')
}

/** How sure a match is, to go behind the reason: `, high confidence`. Nothing where it does not say. */
export function confidenceWords(evidence: Readonly<Record<string, unknown>>): string {
  const { confidence } = evidence
  return typeof confidence === 'string' ? `, ${confidence === 'certain' ? 'certain' : `${confidence} confidence`}` : ''
}
