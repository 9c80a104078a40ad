import { deriveUuid } from '@patchbay/sdk/testing'
import type { SnykOrganization } from './emulator-estate.ts'
import type { SnykProject, SnykTarget } from './emulator-project.ts'

type Resource = Readonly<Record<string, unknown>>

export function toOrganization({ id, name, slug }: SnykOrganization, groupId: string): Resource {
  return {
    id,
    type: 'org',
    attributes: {
      name,
      slug,
      is_personal: false,
      group_id: groupId,
      access_requests_enabled: false,
      created_at: '2024-01-02T09:00:00Z',
      updated_at: '2026-02-03T10:00:00Z',
    },
  }
}

export function toTarget(target: SnykTarget): Resource {
  const { id, organization, source } = target
  const hasIntegration = source !== 'cli'
  return {
    id,
    type: 'target',
    attributes: {
      display_name: target.displayName,
      url: target.url,
      is_private: target.isPrivate,
      created_at: target.createdAt,
    },
    relationships: {
      integration: {
        data: {
          id: hasIntegration ? deriveUuid('snyk-integration', organization, source) : null,
          type: 'integration',
          attributes: { integration_type: source },
        },
      },
      organization: { data: { id: organization, type: 'org' }, links: { related: `/orgs/${organization}` } },
    },
  }
}

/** Counts of open issues by effective severity. */
export type IssueCounts = Readonly<Record<'critical' | 'high' | 'medium' | 'low', number>>

export function toProject(
  project: SnykProject,
  extra: {
    readonly isActive: boolean
    readonly counts: IssueCounts | undefined
    readonly expandsTarget: boolean
    readonly now: Date
  },
): Resource {
  const { id, target, name, type, file, reference } = project
  const { organization } = target
  const expanded = { attributes: { display_name: target.displayName, url: target.url } }
  return {
    id,
    type: 'project',
    attributes: {
      name,
      type,
      origin: target.source,
      status: extra.isActive ? 'active' : 'inactive',
      target_file: file,
      target_reference: reference,
      created: project.createdAt,
      read_only: false,
      business_criticality: [],
      environment: [],
      lifecycle: [],
      tags: project.tags.map(({ key, value }) => ({ key, value })),
      settings: { recurring_tests: { frequency: 'daily' }, pull_requests: {} },
    },
    meta: {
      cli_monitored_at: target.source === 'cli' ? extra.now.toISOString() : null,
      ...(extra.counts && { latest_issue_counts: { ...extra.counts, updated_at: extra.now.toISOString() } }),
    },
    relationships: {
      organization: { data: { id: organization, type: 'org' }, links: { related: `/orgs/${organization}` } },
      target: {
        data: { id: target.id, type: 'target', ...(extra.expandsTarget && expanded) },
        links: { related: `/orgs/${organization}/targets/${target.id}` },
      },
    },
  }
}
