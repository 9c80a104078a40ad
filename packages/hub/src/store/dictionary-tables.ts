import type { Generated, GeneratedAlways } from 'kysely'
import type { Json } from './json-column.ts'

// What many findings share, stored once: packages, names of problems, texts.

export interface PackageTable {
  id: GeneratedAlways<number>
  key: string
  type: string
  name: string
}

export interface AliasGroupTable {
  id: GeneratedAlways<number>
  name: string
}

export interface AliasTable {
  identifier: string
  group_id: number
}

export interface AliasLinkTable {
  a: string
  b: string
  first_seen_at: Generated<Date>
}

/** EPSS as each scanner told it last. */
export interface EpssTable {
  identifier: string
  connection_id: number
  score: number
  percentile: number | null
  told_at: Generated<Date>
}

export interface DetailTable {
  id: GeneratedAlways<number>
  hash: string
  title: string
  identifiers: string[]
  body: Json<unknown>
}

export interface WordingTable {
  id: GeneratedAlways<number>
  hash: string
  body: Json<unknown>
}
