import { type Severity, severities } from '@patchbay/sdk'
import { z } from 'zod'
import { purlNames } from '../../domain/package.ts'
import { databaseId, type Noun } from '../../domain/public-id.ts'
import { reachabilityOf } from '../../domain/reachability.ts'
import { severityRank } from '../../domain/severity.ts'
import type { FindingView } from '../../store/findings/reader.ts'
import { Kind, Reachability, type SeverityCounts } from './resources/common.ts'
import { Trouble } from './resources/connection.ts'

// How rows become resources: small readings that several resources share.

const bySeverityRank = new Map(severities.map((severity) => [severityRank(severity), severity]))

export function severityOf(rank: number): Severity {
  return bySeverityRank.get(rank) ?? 'unknown'
}

/** Counts by rank, as the database has them. */
export function severityCounts(byRank: Readonly<Record<string, number>>): SeverityCounts {
  const of = (severity: Severity) => byRank[String(severityRank(severity))] ?? 0
  return {
    critical: of('critical'),
    high: of('high'),
    medium: of('medium'),
    low: of('low'),
    info: of('info'),
    unknown: of('unknown'),
  }
}

export function kindOf(stored: string): Kind {
  return Kind.parse(stored)
}

export function reachabilityNamed(rank: number): Reachability {
  return Reachability.parse(reachabilityOf(rank))
}

export function iso(date: Date | null): string | null {
  return date === null ? null : date.toISOString()
}

/** The later of two times. */
export function latest(first: Date, ...others: readonly (Date | null)[]): Date {
  return others.reduce<Date>((best, other) => (other !== null && other > best ? other : best), first)
}

const StoredTrouble = z.object({
  kind: z.string(),
  message: z.string(),
  field: z.string().nullish(),
  remedy: z.string().nullish(),
})

/** What is stored of a problem; null when there is none. */
export function troubleOf(stored: unknown): Trouble | null {
  const { data } = StoredTrouble.safeParse(stored)
  return data === undefined ? null : Trouble.parse({ ...data, field: data.field ?? null, remedy: data.remedy ?? null })
}

/** JSON that is shown as it is; null when it is no object. */
export function objectOf(stored: unknown): Record<string, unknown> | null {
  return z.record(z.string(), z.unknown()).nullable().catch(null).parse(stored)
}

/** Database ids of a filter by public ids; an unreadable one is a `not-found` problem. */
export function idsOf(noun: Noun, ids: readonly string[] | undefined): readonly number[] | undefined {
  return ids?.map((id) => databaseId(noun, id))
}

/** As the scanner gave them; where only the package URL is stored, it says the same. */
export function packageNames({ purl, extra }: Pick<FindingView, 'purl' | 'extra'>): {
  readonly name: string | null
  readonly version: string | null
} {
  const said = purl === null ? null : purlNames(purl)
  const { packageName = said?.name ?? null, packageVersion = said?.version ?? null } = extra
  return { name: packageName, version: packageVersion }
}
