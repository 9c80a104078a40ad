import { type Context, type DirectUpgrade, Fault } from '@patchbay/sdk'
import { firstText, idAt, readAnswer, readRows } from '@patchbay/sdk/shape'
import type { Config } from './config.ts'
import { aggregatedIssue, aggregatedIssues, issuePaths, type Path } from './schema.ts'

/** Facts the REST API lacks (https://docs.snyk.io/snyk-api/api-endpoints-index-and-notes/project-issue-paths-v1-api-endpoints). */
export interface FixDetail {
  readonly fixedVersion: string | null
  /** `null` where paths were not asked for. */
  readonly direct: boolean | null
  /** The declared dependency whose upgrade fixes a path; `null` where none does or paths were not asked for. */
  readonly through: DirectUpgrade | null
  /** How the package comes in, and what to upgrade; `null` where paths were not asked for. */
  readonly remediation: string | null
}

/** Facts by issue key, asked for as pages arrive. */
export interface FixDetails {
  of(keys: readonly string[]): Promise<ReadonlyMap<string, FixDetail>>
}

const headers = { accept: 'application/json' }

/**
 * The V1 API as a source of fix details for one project, as far as the settings switch it on. A V1 API that refuses is no
 * reason to fail: the issues are complete without it.
 */
export function fixDetailsOf(context: Context<Config>, organization: string, project: string): FixDetails {
  const { fixDetails: wanted } = context.config
  const path = `/v1/org/${organization}/project/${project}`
  let versions: Promise<ReadonlyMap<string, string>> | undefined
  let refused = false

  async function bearing<T>(read: () => Promise<T>, otherwise: T): Promise<T> {
    if (refused) return otherwise
    try {
      return await read()
    } catch (error) {
      const bearable = error instanceof Fault && ['permission', 'missing', 'contract', 'config'].includes(error.kind)
      if (!bearable) throw error
      if (!refused) context.log.warn('Snyk’s V1 API gave no fix details for a project.', { project, fault: error.message })
      refused = true
      return otherwise
    }
  }

  async function detailOf(key: string, fixedVersion: string | null): Promise<FixDetail> {
    const paths = wanted === 'versions-and-paths' ? await bearing(() => readPaths(context, path, key), null) : null
    return { fixedVersion, ...roadTo(paths?.[0]) }
  }

  return {
    of: async (keys) => {
      if (wanted === 'off' || keys.length === 0) return new Map()
      versions ??= bearing(() => readVersions(context, path), new Map<string, string>())
      const fixed = await versions
      const found = keys.map(async (key) => [key, await detailOf(key, fixed.get(key) ?? null)] as const)
      return new Map(await Promise.all(found))
    },
  }
}

async function readVersions({ http }: Context<Config>, path: string): Promise<ReadonlyMap<string, string>> {
  const { body } = await http.post({
    path: `${path}/aggregated-issues`,
    json: { includeDescription: false, includeIntroducedThrough: false },
    headers,
  })
  const { issues } = readAnswer(aggregatedIssues, body, 'Snyk’s V1 list of aggregated issues')
  const versions = new Map<string, string>()
  for (const { id, fixInfo, issueData } of readRows(aggregatedIssue, issues, idAt('id')).items) {
    const version = firstText(
      200,
      fixInfo?.nearestFixedInVersion,
      issueData?.nearestFixedInVersion,
      ...(fixInfo?.fixedIn ?? []),
    )
    if (version !== null) versions.set(id, version)
  }
  return versions
}

async function readPaths({ http }: Context<Config>, path: string, key: string): Promise<readonly Path[]> {
  const { body } = await http.get({
    path: `${path}/issue/${encodeURIComponent(key)}/paths`,
    // The shortest comes first.
    query: { perPage: 1 },
    headers,
  })
  return readAnswer(issuePaths, body, 'Snyk’s V1 list of dependency paths').paths
}

/** A path starts with a direct dependency, and says on it which version of it upgrades the whole path. */
function roadTo(path: Path | undefined): Omit<FixDetail, 'fixedVersion'> {
  const [direct] = path ?? []
  if (path === undefined || direct === undefined) return { direct: null, through: null, remediation: null }
  const road = path.map(({ name, version }) => (version ? `${name}@${version}` : name)).join(' > ')
  const parts = [
    ...(path.length > 1 ? [`Introduced through ${road}.`] : []),
    ...(direct.fixVersion ? [upgrade(direct.name, direct.version, direct.fixVersion)] : []),
  ]
  return {
    direct: path.length === 1,
    through: path.length > 1 ? upgradeOf(direct) : null,
    remediation: parts.length === 0 ? null : parts.join(' '),
  }
}

function upgradeOf({ name, version, fixVersion }: Path[number]): DirectUpgrade | null {
  if (!fixVersion || fixVersion === version) return null
  return { name, from: version ?? null, to: fixVersion }
}

/** The same version on both sides means that locking the transitive dependencies anew is enough. */
function upgrade(name: string, version: string | null | undefined, fixVersion: string): string {
  return version === fixVersion
    ? `Update the lock file: ${name}@${fixVersion} allows a fixed version.`
    : `Upgrade ${name} to ${fixVersion}.`
}
