import type { Answer, Call, Route } from '@patchbay/sdk/testing'
import { problem } from './emulator-error.ts'
import type { SnykEstate } from './emulator-estate.ts'
import { level } from './emulator-issue.ts'
import { inOnePiece, page } from './emulator-page.ts'
import type { SnykProject, SnykTarget } from './emulator-project.ts'
import { allowOnly, pagingNames, readBoolean, readList, readMoment, readWords } from './emulator-query.ts'
import { type IssueCounts, toProject, toTarget } from './emulator-resource.ts'
import { counted, one, pagingOf, type Service } from './emulator-service.ts'

/** Targets and projects of an organisation. */
export function projectRoutes(service: Service): readonly Route[] {
  const enter = (call: Call) => {
    const id = call.params['org_id'] ?? ''
    service.access.enterOrganization(call, id, 'org.project.read')
    return service.estate.places(id)
  }
  return [
    {
      method: 'GET',
      pattern: '/rest/orgs/{org_id}/projects',
      handle: (call) => projects(service, call, enter(call)),
    },
    {
      method: 'GET',
      pattern: '/rest/orgs/{org_id}/targets',
      handle: (call) => targets(service, call, enter(call)),
    },
    {
      method: 'GET',
      pattern: '/rest/orgs/{org_id}/targets/{target_id}',
      handle: (call) => {
        const places = enter(call)
        allowOnly(call, [])
        const found = targetsOf(service.estate, places).find(({ target }) => target.id === call.params['target_id'])
        return found ? one(toTarget(found.target)) : problem(404, 'Target not found')
      },
    },
  ]
}

const projectFilters = [
  'target_id',
  'target_reference',
  'target_file',
  'target_runtime',
  'ids',
  'names',
  'names_start_with',
  'origins',
  'types',
  'tags',
  'business_criticality',
  'environment',
  'lifecycle',
  'cli_monitored_before',
  'cli_monitored_after',
  'importing_user_public_id',
  'expand',
  'meta.latest_issue_counts',
  'meta.latest_dependency_total',
  'meta_count',
]

function projects(service: Service, call: Call, places: readonly number[]): Answer {
  const { estate } = service
  allowOnly(call, [...projectFilters, ...pagingNames])
  const fits = projectFilter(call)
  const found = places
    .flatMap((place) => estate.share(place).projects)
    .filter((project) => !estate.isDeleted(project) && fits(project))
  if (readWords(call, 'meta_count', ['only'])) {
    return { ...one(undefined), body: { jsonapi: { version: '1.0' }, meta: { count: counted(service, found.length) } } }
  }
  const counts = readBoolean(call, 'meta.latest_issue_counts') ? issueCounts(service, places) : undefined
  const expandsTarget = readWords(call, 'expand', ['target']) !== undefined
  return page(call, { pieces: inOnePiece(found), paging: pagingOf(service) }, (project) =>
    toProject(project, { isActive: estate.isActive(project), counts: counts?.(project), expandsTarget, now: call.now }),
  )
}

/** Nobody here has set these attributes that people can give a project, so asking for one finds nothing. */
const unset = ['target_runtime', 'business_criticality', 'environment', 'lifecycle', 'importing_user_public_id']

function projectFilter(call: Call): (project: SnykProject) => boolean {
  const lists = {
    ids: readList(call, 'ids'),
    names: readList(call, 'names'),
    starts: readList(call, 'names_start_with'),
    origins: readList(call, 'origins'),
    types: readList(call, 'types'),
    targets: readList(call, 'target_id'),
    tags: readList(call, 'tags'),
  }
  const reference = call.query.get('target_reference')
  const file = call.query.get('target_file')
  const monitored = monitoredFilter(call)
  const asksUnset = unset.some((name) => call.query.has(name))
  return (project) => {
    if (asksUnset || !monitored(project)) return false
    if (reference !== null && project.reference !== reference) return false
    if (file !== null && project.file !== file) return false
    if (lists.starts && !lists.starts.some((start) => project.name.startsWith(start))) return false
    return (
      (lists.ids?.includes(project.id) ?? true) &&
      (lists.names?.includes(project.name) ?? true) &&
      (lists.origins?.includes(project.target.source) ?? true) &&
      (lists.types?.includes(project.type) ?? true) &&
      (lists.targets?.includes(project.target.id) ?? true) &&
      (lists.tags?.some((tag) => project.tags.some(({ key, value }) => tag === `${key}:${value}`)) ?? true)
    )
  }
}

/** What came by the command line is monitored anew all the time; nothing else ever was. */
function monitoredFilter(call: Call): (project: SnykProject) => boolean {
  const after = readMoment(call, 'cli_monitored_after')
  const before = readMoment(call, 'cli_monitored_before')
  if (after === undefined && before === undefined) return () => true
  const now = call.now.getTime()
  const inside = (after === undefined || now >= after) && (before === undefined || now <= before)
  return ({ target }) => inside && target.source === 'cli'
}

function issueCounts(service: Service, places: readonly number[]): (project: SnykProject) => IssueCounts {
  const { estate } = service
  const byProject = new Map<string, Record<keyof IssueCounts, number>>()
  for (const issue of places.flatMap((place) => estate.share(place).issues)) {
    const { finding } = issue.held[0]
    const grade = level(finding)
    if (!isGrade(grade) || !estate.isListed(issue) || issue.held.every(({ fixedAt }) => fixedAt !== null)) continue
    const counts = byProject.get(issue.project.id) ?? { critical: 0, high: 0, medium: 0, low: 0 }
    counts[grade] += 1
    byProject.set(issue.project.id, counts)
  }
  return ({ id }) => {
    const exact = byProject.get(id) ?? { critical: 0, high: 0, medium: 0, low: 0 }
    return { ...exact, low: counted(service, exact.low) }
  }
}

function isGrade(word: string): word is keyof IssueCounts {
  return word === 'critical' || word === 'high' || word === 'medium' || word === 'low'
}

interface TargetRow {
  readonly target: SnykTarget
  readonly isEmpty: boolean
}

/** Every repository's own target, and those of its images. */
function targetsOf(estate: SnykEstate, places: readonly number[]): readonly TargetRow[] {
  return places.flatMap((place) => {
    const { target, projects: all } = estate.share(place)
    const left = all.filter((project) => !estate.isDeleted(project))
    const images = new Map(
      left.filter((project) => project.target.id !== target.id).map((project) => [project.target.id, project]),
    )
    return [
      { target, isEmpty: !left.some((project) => project.target.id === target.id) },
      ...[...images.values()].map((project) => ({ target: project.target, isEmpty: false })),
    ]
  })
}

const targetFilters = ['count', 'is_private', 'exclude_empty', 'url', 'source_types', 'display_name', 'created_gte']

function targets(service: Service, call: Call, places: readonly number[]): Answer {
  allowOnly(call, [...targetFilters, ...pagingNames])
  const isPrivate = readBoolean(call, 'is_private')
  const sources = readList(call, 'source_types')
  const since = readMoment(call, 'created_gte')
  const excludesEmpty = readBoolean(call, 'exclude_empty') ?? true
  const url = call.query.get('url')
  const prefix = call.query.get('display_name') ?? ''
  const found = targetsOf(service.estate, places)
    .filter(({ isEmpty }) => !(excludesEmpty && isEmpty))
    .map(({ target }) => target)
    .filter((target) => isPrivate === undefined || target.isPrivate === isPrivate)
    .filter((target) => sources?.includes(target.source) ?? true)
    .filter((target) => url === null || target.url === url)
    .filter((target) => target.displayName.startsWith(prefix))
    .filter((target) => since === undefined || Date.parse(target.createdAt) >= since)
  const answer = page(call, { pieces: inOnePiece(found), paging: pagingOf(service), smallest: 1 }, toTarget)
  if (!readBoolean(call, 'count')) return answer
  return { ...answer, body: { ...answer.body, meta: { count: counted(service, found.length) } } }
}
