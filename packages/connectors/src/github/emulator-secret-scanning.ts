import { hash } from 'node:crypto'
import type { Held, TenantFinding } from '@patchbay/sdk/testing'
import { type Alert, toSeconds } from './emulator-alert-book.ts'
import { isGeneric } from './emulator-alert-seen.ts'
import type { Links } from './emulator-repository.ts'

type Json = Readonly<Record<string, unknown>>

/** A secret scanning alert. The secret is in it in plain text unless the request hides it. */
export function toSecretAlert(alert: Alert, links: Links, hidesSecret: boolean): Json {
  const held = alert.read()
  const { finding } = held
  const { fullName } = alert.repository
  const [type, name, provider] = patternOf(finding)
  const url = `${links.api}/repos/${fullName}/secret-scanning/alerts/${alert.number}`
  const resolved = resolutionOf(held)
  return {
    number: alert.number,
    state: resolved ? 'resolved' : 'open',
    resolution: resolved?.resolution ?? null,
    resolution_comment: null,
    resolved_at: resolved ? toSeconds(resolved.at) : null,
    resolved_by: resolved ? { login: 'security-lead', type: 'User' } : null,
    secret_type: type,
    secret_type_display_name: name,
    provider,
    provider_slug: provider?.toLowerCase() ?? null,
    ...(!hidesSecret && { secret: `emulated-${hash('sha256', finding.key, 'hex').slice(0, 24)}` }),
    validity: validityOf(finding),
    publicly_leaked: false,
    multi_repo: false,
    is_base64_encoded: false,
    push_protection_bypassed: false,
    push_protection_bypassed_by: null,
    push_protection_bypassed_at: null,
    first_location_detected: toLocation(alert),
    has_more_locations: false,
    assigned_to: null,
    created_at: alert.createdAt,
    updated_at: alert.updatedAt === alert.createdAt ? null : alert.updatedAt,
    url,
    html_url: `https://${links.host}/${fullName}/security/secret-scanning/${alert.number}`,
    locations_url: `${url}/locations`,
  }
}

export function toLocation(alert: Alert): Json {
  const { location } = alert.read().finding
  return {
    path: location?.path ?? '',
    start_line: location?.startLine ?? 1,
    end_line: location?.endLine ?? 1,
    start_column: 12,
    end_column: 52,
    blob_sha: hash('sha1', `blob ${location?.path ?? ''}`, 'hex'),
    commit_sha: alert.repository.commit,
  }
}

const patterns: Readonly<Record<string, readonly [type: string, name: string, provider: string]>> = {
  aws: ['aws_access_key_id', 'Amazon AWS Access Key ID', 'AWS'],
  stripe: ['stripe_api_key', 'Stripe API Key', 'Stripe'],
  github: ['github_personal_access_token', 'GitHub Personal Access Token', 'GitHub'],
  slack: ['slack_incoming_webhook_url', 'Slack Incoming Webhook URL', 'Slack'],
}

export function patternOf(finding: TenantFinding): readonly [type: string, name: string, provider: string | null] {
  if (isGeneric(finding)) return ['rsa_private_key', 'RSA Private Key', null]
  const id = finding.rule?.id ?? 'unknown'
  return patterns[id.split('-')[0] ?? ''] ?? [id.replaceAll('-', '_'), finding.rule?.name ?? id, 'Other']
}

export function validityOf(finding: TenantFinding): 'active' | 'unknown' {
  return isGeneric(finding) ? 'unknown' : 'active'
}

/** A secret is gone for good when it was revoked; people may also decide about it. */
export function resolutionOf(held: Held): { readonly resolution: string; readonly at: string } | undefined {
  if (held.fixedAt !== null) return { resolution: 'revoked', at: held.fixedAt }
  if (held.triage === null) return undefined
  const { reason, at } = held.triage
  if (reason === 'false-positive') return { resolution: 'false_positive', at }
  return { resolution: reason === 'used-in-tests' ? 'used_in_tests' : 'wont_fix', at }
}
