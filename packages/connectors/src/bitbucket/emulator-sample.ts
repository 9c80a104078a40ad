import type { CloudRepository, ServerRepository } from './emulator-repository.ts'

const internal = { project: 'CORE', isPrivate: true, branch: 'main', language: 'java' } as const

/** Two workspaces of ours and one that we are not in. */
export const sampleCloudRepositories: readonly CloudRepository[] = [
  { ...internal, workspace: 'acme-retail', slug: 'basket' },
  { ...internal, workspace: 'acme-retail', slug: 'catalogue', language: 'typescript' },
  { ...internal, workspace: 'acme-retail', slug: 'price-engine', branch: 'master', project: 'PRICE' },
  { ...internal, workspace: 'acme-retail', slug: 'store-locator', isPrivate: false, language: '' },
  { ...internal, workspace: 'acme-retail', slug: 'voucher-service', branch: null, language: '' },
  { ...internal, workspace: 'acme-finance', slug: 'invoicing' },
  { ...internal, workspace: 'acme-finance', slug: 'ledger', branch: 'develop' },
  { ...internal, workspace: 'acme-finance', slug: 'tax-tables', language: 'python' },
  { ...internal, workspace: 'acme-labs', slug: 'forecasting', language: 'python' },
  { ...internal, workspace: 'acme-labs', slug: 'shelf-vision', language: 'python' },
  { ...internal, workspace: 'acme-labs', slug: 'sandbox', branch: null, language: '' },
  { ...internal, workspace: 'elsewhere', slug: 'open-tool', isPrivate: false },
  { ...internal, workspace: 'elsewhere', slug: 'closed-tool' },
]

const active = { project: 'OPS', isPublic: false, archived: false, branch: 'main' } as const

export const sampleServerRepositories: readonly ServerRepository[] = [
  { ...active, id: 11, slug: 'backup-jobs' },
  { ...active, id: 14, slug: 'ldap-sync', branch: 'master' },
  { ...active, id: 21, slug: 'mainframe-bridge', project: 'LEGACY', archived: true, branch: 'release/4.2' },
  { ...active, id: 22, slug: 'batch-scheduler', project: 'LEGACY', branch: null },
  { ...active, id: 35, slug: 'style-guide', project: 'DOCS', isPublic: true },
]
