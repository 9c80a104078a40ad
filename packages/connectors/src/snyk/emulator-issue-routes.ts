import { type Answer, type Call, EarlyAnswer, type Route } from '@patchbay/sdk/testing'
import { problem } from './emulator-error.ts'
import type { SnykEstate, SnykIssue } from './emulator-estate.ts'
import { createdAt, isIgnored, issueTypes, level, toIssue, updatedAt } from './emulator-issue.ts'
import { type Pieces, page } from './emulator-page.ts'
import { allowOnly, pagingNames, readBoolean, readMoment, readWords } from './emulator-query.ts'
import { one, pagingOf, type Service } from './emulator-service.ts'

/** Issues of an organisation or of the whole group. */
export function issueRoutes(service: Service): readonly Route[] {
  return [
    {
      method: 'GET',
      pattern: '/rest/orgs/{org_id}/issues',
      handle: (call) => issues(service, call, enterIssues(service, call)),
    },
    {
      method: 'GET',
      pattern: '/rest/orgs/{org_id}/issues/{issue_id}',
      handle: (call) => issue(service, call, enterIssues(service, call)),
    },
    {
      method: 'GET',
      pattern: '/rest/groups/{group_id}/issues',
      handle: (call) => issues(service, call, enterGroupIssues(service, call)),
    },
    {
      method: 'GET',
      pattern: '/rest/groups/{group_id}/issues/{issue_id}',
      handle: (call) => issue(service, call, enterGroupIssues(service, call)),
    },
  ]
}

function enterIssues({ access, estate }: Service, call: Call): readonly number[] {
  const id = call.params['org_id'] ?? ''
  access.enterOrganization(call, id, 'org.read', 'org.project.read', 'org.project.snapshot.read')
  return estate.places(id)
}

function enterGroupIssues({ access, estate }: Service, call: Call): readonly number[] {
  access.enterGroup(call, call.params['group_id'] ?? '', 'group.read')
  return estate.places()
}

const issueFilters = [
  'scan_item.id',
  'scan_item.type',
  'type',
  'status',
  'effective_severity_level',
  'ignored',
  'updated_after',
  'updated_before',
  'created_after',
  'created_before',
]

function issues(service: Service, call: Call, places: readonly number[]): Answer {
  const { estate } = service
  allowOnly(call, [...issueFilters, ...pagingNames])
  const keeps = issueFilter(call, estate)
  const pieces: Pieces<SnykIssue> = {
    count: places.length,
    piece: (index) => estate.share(places[index] ?? -1).issues,
    keeps,
  }
  return page(call, { pieces, paging: pagingOf(service) }, toIssue)
}

function issueFilter(call: Call, estate: SnykEstate): (issue: SnykIssue) => boolean {
  const item = call.query.get('scan_item.id')
  const itemType = readWords(call, 'scan_item.type', ['project', 'environment'])?.[0]
  const type = readWords(call, 'type', ['package_vulnerability', 'license', 'cloud', 'code', 'custom', 'config'])?.[0]
  const status = readWords(call, 'status', ['open', 'resolved'])
  const levels = readWords(call, 'effective_severity_level', ['info', 'low', 'medium', 'high', 'critical'])
  const ignored = readBoolean(call, 'ignored')
  const updated = between(call, 'updated')
  const created = between(call, 'created')
  return (issue) => {
    const { finding } = issue.held[0]
    if (!estate.isListed(issue) || itemType === 'environment') return false
    if (item !== null && item !== issue.project.id) return false
    if (type !== undefined && issueTypes[finding.kind] !== type) return false
    if (status && !status.includes(issue.held.every(({ fixedAt }) => fixedAt !== null) ? 'resolved' : 'open')) return false
    if (levels && !levels.includes(level(finding))) return false
    if (ignored !== undefined && isIgnored(issue) !== ignored) return false
    return updated(updatedAt(issue)) && created(createdAt(issue))
  }
}

/** Whether the bounds are inclusive is not documented; they are here. */
function between(call: Call, what: 'updated' | 'created'): (moment: string) => boolean {
  const after = readMoment(call, `${what}_after`)
  const before = readMoment(call, `${what}_before`)
  return (moment) => {
    const time = Date.parse(moment)
    return time >= (after ?? Number.NEGATIVE_INFINITY) && time <= (before ?? Number.POSITIVE_INFINITY)
  }
}

function issue({ estate }: Service, call: Call, places: readonly number[]): Answer {
  allowOnly(call, [])
  for (const place of places) {
    const found = estate.share(place).issues.find(({ id }) => id === call.params['issue_id'])
    if (found && estate.isListed(found)) return one(toIssue(found))
  }
  throw new EarlyAnswer(problem(404, 'Issue not found'))
}
