import type { Generated, GeneratedAlways } from 'kysely'

// What teams own: products, and the repositories, images and applications in them.

export interface ProductTypeTable {
  id: GeneratedAlways<number>
  name: string
  description: string | null
  scan_profile_id: number | null
  created_at: Generated<Date>
}

export interface ProductTable {
  id: GeneratedAlways<number>
  product_type_id: number
  name: string
  description: string | null
  owner: string | null
  criticality: Generated<string>
  environment: string | null
  tags: Generated<string[]>
  scan_profile_id: number | null
  created_at: Generated<Date>
  updated_at: Generated<Date>
}

export interface AssetTable {
  id: GeneratedAlways<number>
  kind: 'repository' | 'image' | 'application'
  product_id: number | null
  name: string
  created_at: Generated<Date>
}

export interface ApplicationKeyTable {
  key: string
  asset_id: number
}

export interface RepositoryTable {
  asset_id: number
  host: string
  ref: string
  full_name: string
  url: string
  clone_urls: string[]
  default_branch: string | null
  visibility: string
  archived: boolean
  topics: Generated<string[]>
  content: string
  present: Generated<boolean>
  missing_since: Date | null
  first_seen_at: Date
  last_seen_at: Date
}

export interface RepositoryUrlTable {
  key: string
  asset_id: number
  current: boolean
  seen_at: Date
}

export interface RepositorySourceTable {
  asset_id: number
  connection_id: number
  present: Generated<boolean>
}
