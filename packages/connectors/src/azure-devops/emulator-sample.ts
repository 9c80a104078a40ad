import type { HostedProject, HostedRepository } from './emulator-project.ts'

const plain = { branch: 'main', isDisabled: false, isHidden: false } as const satisfies Partial<HostedRepository>
const project = { visibility: 'private', state: 'wellFormed' } as const satisfies Partial<HostedProject>

/** Projects of one organization: names with blanks, one named like its repository, one that is being deleted. */
export const sampleProjects: readonly HostedProject[] = [
  {
    ...project,
    name: 'Field Service',
    repositories: [
      { ...plain, name: 'dispatch-api' },
      { ...plain, name: 'technician app', branch: 'develop' },
      { ...plain, name: 'route-planner' },
      { ...plain, name: 'spare-parts', branch: null },
      { ...plain, name: 'dispatch-v1', branch: 'master', isDisabled: true },
      { ...plain, name: 'internal-sync', isHidden: true },
    ],
  },
  {
    ...project,
    name: 'telemetry',
    repositories: [
      { ...plain, name: 'telemetry' },
      { ...plain, name: 'edge-agent' },
    ],
  },
  { ...project, name: 'Docs', visibility: 'public', repositories: [{ ...plain, name: 'handbook' }] },
  { ...project, name: 'Empty', repositories: [] },
  { ...project, name: 'Sunset', state: 'deleting', repositories: [{ ...plain, name: 'gone-soon' }] },
]
