import {
  type Icon,
  IconActivity,
  IconBox,
  IconBug,
  IconGitBranch,
  IconHome,
  IconLink,
  IconPlugConnected,
  IconQuestionMark,
  IconSettings,
  IconStack2,
  IconTool,
  IconUpload,
} from '@tabler/icons-react'

export interface Destination {
  readonly to: string
  readonly label: string
  readonly icon: Icon
  /** Words the jump palette finds it by. */
  readonly keywords: readonly string[]
}

export const destinations: readonly Destination[] = [
  { to: '/', label: 'Home', icon: IconHome, keywords: ['overview', 'dashboard', 'start'] },
  { to: '/vulnerabilities', label: 'Vulnerabilities', icon: IconBug, keywords: ['findings', 'cve', 'issues'] },
  { to: '/remediations', label: 'Remediations', icon: IconTool, keywords: ['fixes', 'upgrades', 'work', 'proposals'] },
  { to: '/repositories', label: 'Repositories', icon: IconGitBranch, keywords: ['code', 'source'] },
  { to: '/images', label: 'Images', icon: IconStack2, keywords: ['containers', 'docker', 'registry', 'dockerfile'] },
  { to: '/products', label: 'Products', icon: IconBox, keywords: ['applications', 'teams'] },
  { to: '/records', label: 'Records', icon: IconLink, keywords: ['mapping', 'map', 'projects'] },
  { to: '/operations', label: 'Operations', icon: IconActivity, keywords: ['runs', 'sync', 'discover', 'jobs'] },
  { to: '/uploads', label: 'Uploads', icon: IconUpload, keywords: ['exports', 'exporters', 'scan profiles', 'destinations'] },
  { to: '/integrations', label: 'Integrations', icon: IconPlugConnected, keywords: ['connect', 'connections', 'scanners'] },
  { to: '/settings', label: 'Settings', icon: IconSettings, keywords: ['tokens', 'users', 'audit'] },
]

/** A page one comes to by a question; the rail does not list it. */
export const explanation: Destination = {
  to: '/explain',
  label: 'Why is my finding not here?',
  icon: IconQuestionMark,
  keywords: ['explain', 'missing', 'filtered', 'left out', 'not imported'],
}
