import type { GeneratedAlways } from 'kysely'
import type { SourceWay } from '../domain/image.ts'

/** A container image, whatever its tag and digest. */
export interface ImageTable {
  asset_id: number
  /** Empty where no scanner tells it. */
  registry: string
  name: string
  first_seen_at: Date
  /** What its labels say, as the scanner read last tells them. */
  label_url: string | null
  label_dockerfile: string | null
  told_repository_id: number | null
  told_dockerfile: string | null
  told_by: string | null
  told_at: Date | null
  /** What follows from all of it. */
  source_repository_id: number | null
  source_dockerfile: string | null
  source_by: SourceWay | null
  source_since: Date | null
}

export interface ImageVersionTable {
  asset_id: number
  tag: string
  digest: string
  first_seen_at: Date
}

export interface ImageRuleTable {
  id: GeneratedAlways<number>
  position: number
  registry_pattern: string | null
  name_pattern: string | null
  repository_id: number
  dockerfile: string | null
  created_by: string | null
  created_at: Date
  updated_at: Date
}
