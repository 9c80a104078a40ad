/** What Renovate is to change: one upgrade of one repository. */
export interface RenovateJob {
  readonly platform: string
  readonly endpoint: string
  /** As the platform calls it: `acme/shop`. */
  readonly repository: string
  /** The branch, `prefix/topic`. */
  readonly source: string
  readonly title: string
  readonly upgrades: readonly { readonly type: string; readonly name: string; readonly to: string }[]
  /** Only says what it would do. */
  readonly isTrial: boolean
}

/** Renovate's names of what it edits, by type of package URL. https://docs.renovatebot.com/modules/manager/ */
const managers = new Map<string, readonly string[]>([
  ['npm', ['npm']],
  ['pypi', ['pip_requirements', 'pip_setup', 'pipenv', 'poetry', 'pep621', 'setup-cfg']],
  ['maven', ['maven', 'gradle', 'gradle-wrapper', 'sbt']],
  ['golang', ['gomod']],
  ['composer', ['composer']],
  ['cargo', ['cargo']],
  ['gem', ['bundler']],
  ['nuget', ['nuget']],
])

/** Whether Renovate knows how packages of these types are declared. */
export function canRenovate(types: readonly string[]): boolean {
  return types.length > 0 && types.every((type) => managers.has(type))
}

/**
 * Settings under which Renovate makes this change and no other, whatever the repository's own settings say: its branches have a prefix
 * of their own, and what it finds of others below that is let be. https://docs.renovatebot.com/configuration-options/
 */
export function renovateSettings(job: RenovateJob, folder: string): Readonly<Record<string, unknown>> {
  const end = job.source.lastIndexOf('/') + 1
  return {
    platform: job.platform,
    endpoint: job.endpoint,
    repositories: [job.repository],
    autodiscover: false,
    dryRun: job.isTrial ? 'full' : null,
    baseDir: folder,
    onboarding: false,
    requireConfig: 'ignored',
    enabledManagers: [...new Set(job.upgrades.flatMap(({ type }) => managers.get(type) ?? []))],
    branchPrefix: job.source.slice(0, end),
    pruneStaleBranches: false,
    dependencyDashboard: false,
    // One change, now: no limits or waits that are meant for many.
    schedule: ['at any time'],
    prHourlyLimit: 0,
    prConcurrentLimit: 0,
    branchConcurrentLimit: 0,
    recreateWhen: 'never',
    separateMajorMinor: false,
    automerge: false,
    fetchChangeLogs: 'off',
    // Nothing of the repository is run.
    allowScripts: false,
    allowPlugins: false,
    allowedCommands: [],
    packageRules: [
      { matchPackageNames: ['*'], enabled: false },
      ...job.upgrades.map(({ name, to }) => ({
        matchPackageNames: [name],
        enabled: true,
        allowedVersions: exactly(to),
        additionalBranchPrefix: '',
        branchTopic: job.source.slice(end),
        groupName: null,
        commitMessage: job.title,
        prTitle: job.title,
      })),
    ],
  }
}

/** As a pattern, because ranges are written differently by each ecosystem. Go puts a `v` before. */
function exactly(version: string): string {
  const escaped = version.replace(/^v/, '').replaceAll(/[.*+?^${}()|[\]\\/]/g, String.raw`\$&`)
  return `/^v?${escaped}$/`
}
