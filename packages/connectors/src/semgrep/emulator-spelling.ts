/** How times are written: as captured, or as the specification's examples have them. */
export type TimeSpelling = 'iso' | 'spaced'

/** Where the use of a package is: as the specification has it, or as a working client reads it. */
export type UsageShape = 'specified' | 'observed'

export interface FindingSpelling {
  readonly times: TimeSpelling
  readonly usage: UsageShape
}

export type Json = Readonly<Record<string, unknown>>
