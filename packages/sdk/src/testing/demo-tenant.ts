import { fileURLToPath } from 'node:url'
import { deriveCommit, deriveRepositoryId } from './repository-address.ts'
import type { Tenant, TenantRepository } from './tenant.ts'
import { readTenantFile } from './tenant-file.ts'

/**
 * The built-in tenant: two invented organisations, `acme` and `northwind`, whose repositories use real packages with real,
 * public vulnerabilities. It holds the awkward cases on purpose; each is named where it is made.
 */
export function demoTenant(): Promise<Tenant> {
  const file = fileURLToPath(new URL('./demo-tenant.ndjson', import.meta.url))
  return readTenantFile(file, { repositories: demoRepositories })
}

const demoRepositories: readonly TenantRepository[] = [
  // Watched on a release branch too, and ships an image.
  repository('acme/web-shop', { teams: ['web'], branches: ['release/2.4'], visibility: 'internal', topics: ['shop', 'pci'] }),
  // Renamed at its host; scanners still know the old name.
  repository('acme/checkout', { teams: ['web'], formerNames: ['acme/cart-service'], topics: ['shop'] }),
  // Scanned by two teams, each in a namespace of its own.
  repository('acme/payments-api', { teams: ['platform', 'web'], topics: ['pci'] }),
  repository('acme/identity', { teams: ['platform'] }),
  // Archived.
  repository('acme/storefront-legacy', { teams: ['web'], archived: true, defaultBranch: 'master' }),
  // Known to its host only: nobody pointed a scanner at it.
  repository('acme/brand-assets', { knownTo: 'host', visibility: 'public' }),
  repository('northwind/warehouse', { teams: ['platform'], defaultBranch: 'master' }),
  repository('northwind/reporting', { teams: ['platform'] }),
  repository('northwind/edge-router', { teams: ['platform.edge'], visibility: 'public' }),
  repository('northwind/claims-portal', { teams: ['web'] }),
  // On a git server that is not connected.
  repository('ops/batch-jobs', {
    cloneUrl: 'https://git.northwind.test/ops/batch-jobs.git',
    teams: ['platform'],
    knownTo: 'scanner',
  }),
  // A binary that was scanned without any repository.
  repository('billing-agent-4.2.0', { cloneUrl: null, teams: ['platform'], knownTo: 'scanner' }),
]

function repository(fullName: string, facts: Partial<TenantRepository>): TenantRepository {
  const address = `https://github.com/${fullName}.git`
  return {
    id: deriveRepositoryId(address),
    fullName,
    cloneUrl: address,
    defaultBranch: 'main',
    commit: deriveCommit(address),
    visibility: 'private',
    archived: false,
    topics: [],
    formerNames: [],
    knownTo: 'everyone',
    teams: [],
    branches: [],
    ...facts,
  }
}
