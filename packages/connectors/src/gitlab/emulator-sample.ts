import type { HostedProject } from './emulator-project.ts'

const plain = {
  defaultBranch: 'main',
  visibility: 'private',
  archived: false,
  topics: [],
  markedForDeletionOn: null,
} as const satisfies Partial<HostedProject>

/** Projects of two groups of ours, and of one that we are no member of. */
export const sampleProjects: readonly HostedProject[] = [
  { ...plain, id: 50_400_101, path: 'acme-platform/gateway', topics: ['go', 'edge'], markedForDeletionOn: '2026-12-24' },
  { ...plain, id: 50_400_114, path: 'acme-platform/deploy/helm-charts', topics: ['helm'] },
  { ...plain, id: 50_400_127, path: 'acme-platform/deploy/terraform/network', defaultBranch: 'trunk' },
  { ...plain, id: 50_400_203, path: 'acme-platform/handbook', visibility: 'internal' },
  { ...plain, id: 50_400_219, path: 'acme-mobile/android-app', defaultBranch: 'develop' },
  { ...plain, id: 50_400_228, path: 'acme-mobile/ios-app', topics: ['swift'] },
  { ...plain, id: 50_400_240, path: 'acme-mobile/legacy/cordova-shell', archived: true, defaultBranch: 'master' },
  { ...plain, id: 50_400_311, path: 'acme-mobile/design-tokens', visibility: 'public', defaultBranch: null },
  { ...plain, id: 50_400_402, path: 'elsewhere/public-tool', visibility: 'public' },
  { ...plain, id: 50_400_403, path: 'elsewhere/private-tool' },
]
