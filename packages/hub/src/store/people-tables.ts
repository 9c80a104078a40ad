import type { Generated, GeneratedAlways } from 'kysely'
import type { GlobalRoleName, RoleName } from '../domain/role.ts'

// People: users, their sessions, tokens, the audit log.

export interface HubUserTable {
  id: string
  name: string
  email: string
  email_verified: Generated<boolean>
  image: string | null
  role: Generated<GlobalRoleName>
  disabled_at: Date | null
  two_factor_enabled: Generated<boolean>
  created_at: Generated<Date>
  updated_at: Generated<Date>
}

export interface UserSessionTable {
  id: string
  user_id: string
  token: string
  expires_at: Date
  ip_address: string | null
  user_agent: string | null
  signed_in_with: Generated<'password' | 'oidc'>
  created_at: Generated<Date>
  updated_at: Date
}

export interface UserAccountTable {
  id: string
  user_id: string
  account_id: string
  provider_id: string
  password: string | null
  created_at: Generated<Date>
  updated_at: Date
}

/** Written by the sign-in library, which encrypts both texts. */
export interface UserTwoFactorTable {
  id: string
  user_id: string
  secret: string
  backup_codes: string
}

/** Short-lived notes of the sign-in library. */
export interface UserVerificationTable {
  id: string
  identifier: string
  value: string
}

export interface InvitationTable {
  id: GeneratedAlways<number>
  email: string
  role: GlobalRoleName
  hash: Buffer
  created_by: string
  created_at: Generated<Date>
  expires_at: Date
}

export interface ServiceAccountTable {
  id: GeneratedAlways<number>
  name: string
  role: GlobalRoleName
  created_by: string
  created_at: Generated<Date>
  disabled_at: Date | null
}

/** Held by a user or a service account. */
export interface ProductTypeRoleTable {
  product_type_id: number
  user_id: string | null
  service_account_id: number | null
  role: RoleName
  granted_by: string
  granted_at: Date
}

export interface ApiTokenTable {
  id: GeneratedAlways<number>
  hash: Buffer
  hint: string
  name: string
  role: RoleName
  user_id: string | null
  service_account_id: number | null
  created_by: string
  created_at: Generated<Date>
  expires_at: Date | null
  last_used_at: Date | null
}

export interface AuditEventTable {
  seq: number
  at: Date
  event: string
  /** `unknown`: the hub ended before it could say. */
  outcome: 'done' | 'refused' | 'failed' | 'unknown'
  actor_kind: 'user' | 'token' | 'system'
  actor_id: string
  actor_name: string
  object: string | null
  /** Canonical JSON. */
  before: string | null
  /** Canonical JSON. */
  after: string | null
  ip: string | null
  request_id: string | null
  hash: string
}

/** Begun, and not yet in the audit log. */
export interface AuditIntentTable extends Omit<AuditEventTable, 'seq' | 'outcome' | 'hash'> {
  id: GeneratedAlways<number>
}
