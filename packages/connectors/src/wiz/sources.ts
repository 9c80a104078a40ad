import type { Family, Kind, SnapshotFinding } from '@patchbay/sdk'
import { toSastFinding, toVulnerabilityFinding } from './map.ts'

/** A data source of a repository: Wiz replaces it as a whole, whatever else is in the file. */
export interface Source {
  /** Part of its id over there, so it never changes. */
  readonly id: 'code' | 'dependencies'
  readonly kinds: readonly Kind[]
  /** Where its findings go in an asset. */
  readonly list: 'sastFindings' | 'vulnerabilityFindings'
  readonly map: (finding: SnapshotFinding) => Readonly<Record<string, unknown>>
  /** A sentence when a finding lacks what Wiz cannot do without. */
  readonly needs: (finding: SnapshotFinding) => string | undefined
}

const code: Source = {
  id: 'code',
  kinds: ['code', 'secret', 'infrastructure'],
  list: 'sastFindings',
  map: toSastFinding,
  needs: ({ location }) => (location === null ? 'Wiz takes findings in code only with the file they are in.' : undefined),
}

const dependencies: Source = {
  id: 'dependencies',
  kinds: ['dependency', 'malware'],
  list: 'vulnerabilityFindings',
  map: toVulnerabilityFinding,
  needs: ({ image }) =>
    image === null ? undefined : 'It is in a container image, and Wiz takes no findings of images through this interface.',
}

/** In the order in which a file has them. */
export const sources: readonly Source[] = [code, dependencies]

/** All data sources travel in one file: Wiz counts the files of a branch, not what is in them. */
export const family: Family = {
  id: 'findings',
  label: 'Code (SAST) and dependencies (SCA)',
  kinds: sources.flatMap(({ kinds }) => kinds),
  grouped: true,
}
