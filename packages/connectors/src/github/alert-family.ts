import type { Kind } from '@patchbay/sdk'

/** GitHub's three lists of alerts, by the word in their addresses. */
export const alertFamilies = ['dependabot', 'code-scanning', 'secret-scanning'] as const

export type AlertFamily = (typeof alertFamilies)[number]

interface FamilyFacts {
  /** For the middle of a sentence: "code scanning alerts". */
  readonly name: string
  /** As GitHub's pages for tokens and Apps call it. */
  readonly permission: string
  /** What its alerts are here. */
  readonly kinds: readonly Kind[]
}

export const factsOf: Readonly<Record<AlertFamily, FamilyFacts>> = {
  dependabot: {
    name: 'Dependabot alerts',
    permission: 'Dependabot alerts: read',
    kinds: ['dependency', 'malware'],
  },
  'code-scanning': {
    name: 'code scanning alerts',
    permission: 'Code scanning alerts: read',
    kinds: ['code'],
  },
  'secret-scanning': {
    name: 'secret scanning alerts',
    permission: 'Secret scanning alerts: read',
    kinds: ['secret'],
  },
}

/** The lists that have to be read for these kinds, always in the same order. */
export function familiesOf(kinds: readonly Kind[]): readonly AlertFamily[] {
  return alertFamilies.filter((family) => factsOf[family].kinds.some((kind) => kinds.includes(kind)))
}
