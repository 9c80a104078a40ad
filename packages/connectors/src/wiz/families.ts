import type { Family, SnapshotFinding } from '@patchbay/sdk'
import { toSastFinding, toVulnerabilityFinding } from './map.ts'

interface WizFamily extends Family {
  /** Where its findings go in an asset. */
  readonly list: 'sastFindings' | 'vulnerabilityFindings'
  readonly map: (finding: SnapshotFinding) => Readonly<Record<string, unknown>>
  /** A sentence when a finding lacks what Wiz cannot do without. */
  readonly needs: (finding: SnapshotFinding) => string | undefined
}

const code: WizFamily = {
  id: 'code',
  label: 'Code (SAST)',
  kinds: ['code', 'secret', 'infrastructure'],
  list: 'sastFindings',
  map: toSastFinding,
  needs: ({ location }) => (location === null ? 'Wiz takes findings in code only with the file they are in.' : undefined),
}

const dependencies: WizFamily = {
  id: 'dependencies',
  label: 'Dependencies (SCA)',
  kinds: ['dependency', 'malware'],
  list: 'vulnerabilityFindings',
  map: toVulnerabilityFinding,
  needs: ({ image }) =>
    image === null ? undefined : 'It is in a container image, and Wiz takes no findings of images through this interface.',
}

export const families: readonly WizFamily[] = [code, dependencies]

/** The family of that id. Ids never change, so another one is a bug. */
export function familyOf(id: string): WizFamily {
  const found = families.find((family) => family.id === id)
  if (found === undefined) throw new Error(`Wiz has no family "${id}".`)
  return found
}
