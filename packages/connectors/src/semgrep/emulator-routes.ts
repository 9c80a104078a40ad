import { type Answer, type Call, decodeCursor, encodeCursor, type Route, type Scanner } from '@patchbay/sdk/testing'
import { type Access, home } from './emulator-access.ts'
import { type Book, type IssueType, webUrlOf } from './emulator-book.ts'
import { problem } from './emulator-error.ts'
import { findingFilter, secretFilter } from './emulator-filter.ts'
import { toFinding } from './emulator-finding.ts'
import { readNumber, readWords, reject } from './emulator-query.ts'
import { toSecret } from './emulator-secret.ts'
import type { FindingSpelling, Json } from './emulator-spelling.ts'

/** Switches for what the public sources leave open or contradict each other on. */
export interface SemgrepBehaviour {
  times: FindingSpelling['times']
  usage: FindingSpelling['usage']
  /** How the list of secrets ends: a page without cursor, or a cursor that leads to an empty page. */
  secretsEnd: 'no-cursor' | 'empty-page'
  /** Whether the deployment has the secrets product. */
  secrets: 'enabled' | 'disabled'
  /** Whether the deployment has the supply-chain product; without it the list is empty. */
  supplyChain: 'enabled' | 'disabled'
}

/** Everything the routes share. */
export interface Service {
  readonly access: Access
  readonly scanner: Scanner
  readonly book: Book
  readonly behaviour: SemgrepBehaviour
  /** Most rows on a page, whatever is asked for. */
  readonly rowsPerPage: number
}

export function routesOf(service: Service): readonly Route[] {
  const { access } = service
  return [
    { method: 'GET', pattern: '/api/v1/ping', handle: () => ({ status: 200, body: {} }) },
    {
      method: 'GET',
      pattern: '/api/v1/deployments',
      handle: (call) => {
        const { id, name, slug } = access.deployment(call)
        const findings = { url: `${call.url}/api/v1/deployments/${slug}/findings` }
        return { status: 200, body: { deployments: [{ id, name, slug, findings }] } }
      },
    },
    {
      method: 'GET',
      pattern: '/api/v1/deployments/{deployment}/projects',
      handle: (call) => projects(service, call),
    },
    {
      method: 'GET',
      pattern: '/api/v1/deployments/{deployment}/projects/{project}',
      handle: (call) => project(service, call),
    },
    {
      method: 'GET',
      pattern: '/api/v1/deployments/{deployment}/findings',
      handle: (call) => findings(service, call),
    },
    {
      method: 'GET',
      pattern: '/api/v1/deployments/{deployment}/secrets',
      handle: (call) => secrets(service, call),
    },
  ]
}

function projects(service: Service, call: Call): Answer {
  const { id } = service.access.enter(call, 'slug')
  const page = readNumber(call, 'page', { fallback: 0, min: 0, max: Number.MAX_SAFE_INTEGER })
  const asked = readNumber(call, 'page_size', { fallback: 100, min: 1, max: Number.MAX_SAFE_INTEGER })
  const size = Math.min(asked, service.rowsPerPage)
  const all = id === home.id ? service.book.places() : []
  const rows = all.slice(page * size, (page + 1) * size).map((place) => toProject(service, place, call.now))
  return { status: 200, body: { projects: rows } }
}

function project(service: Service, call: Call): Answer {
  const { id } = service.access.enter(call, 'slug')
  const { tenant } = service.scanner
  const place = service.book.places().find((index) => tenant.repositories[index]?.fullName === call.params['project'])
  if (place === undefined || id !== home.id) return problem(404)
  const managed_scan_config = { diff_scan: { enabled: true }, full_scan: { enabled: true } }
  return { status: 200, body: { project: { ...toProject(service, place, call.now), managed_scan_config } } }
}

/** Scans run every night at three, UTC. */
function toProject({ scanner }: Service, place: number, now: Date): Json {
  const repository = scanner.tenant.repositories[place]
  if (!repository) throw new RangeError(`There is no repository ${place}.`)
  const url = webUrlOf(repository)
  const today = Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate(), 3)
  const latest = new Date(today > now.getTime() ? today - 86_400_000 : today)
  return {
    id: repository.id,
    name: repository.fullName,
    ...(url !== null && { url }),
    tags: [...repository.topics],
    created_at: '2025-02-11T10:00:00.000000Z',
    latest_scan_at: latest.toISOString().replace('Z', '000Z'),
    default_branch: `refs/heads/${repository.defaultBranch}`,
    primary_branch: `refs/heads/${repository.defaultBranch}`,
  }
}

function findings(service: Service, call: Call): Answer {
  const { id } = service.access.enter(call, 'slug')
  const { book, behaviour } = service
  const [asked = 'sast'] = readWords(call, 'issue_type', ['sast', 'sca', 'ai_sast']) ?? []
  const page = readNumber(call, 'page', { fallback: 0, min: 0, max: Number.MAX_SAFE_INTEGER })
  const size = Math.min(readNumber(call, 'page_size', { fallback: 100, min: 100, max: 3000 }), service.rowsPerPage)
  const type: IssueType = asked === 'sca' ? 'sca' : 'sast'
  const keeps = findingFilter(call, type)
  // Nothing here was found by the assistant itself.
  const isOff = id !== home.id || asked === 'ai_sast' || (asked === 'sca' && behaviour.supplyChain === 'disabled')
  const entries = isOff ? [] : book.filtered(type, filterName(call, ['page', 'page_size']), keeps)
  const rows = entries
    .slice(page * size, (page + 1) * size)
    .map((entry) => toFinding(entry, book.read(entry), { times: behaviour.times, usage: behaviour.usage }))
  return { status: 200, body: { findings: rows } }
}

function secrets(service: Service, call: Call): Answer {
  const { id } = service.access.enter(call, 'id')
  const { book, behaviour } = service
  if (behaviour.secrets === 'disabled') return problem(404)
  const size = Math.min(readNumber(call, 'limit', { fallback: 25, min: 1, max: Number.MAX_SAFE_INTEGER }), service.rowsPerPage)
  const entries = id === home.id ? book.filtered('secrets', filterName(call, ['cursor', 'limit']), secretFilter(call)) : []
  const start = readStart(call)
  const end = Math.min(start + size, entries.length)
  const rows = entries.slice(start, end).map((entry) => toSecret(entry, book.read(entry)))
  const goesOn = end < entries.length || (behaviour.secretsEnd === 'empty-page' && rows.length > 0)
  return {
    status: 200,
    body: {
      findings: rows,
      cursor: goesOn ? encodeCursor(String(end)) : '',
      previous: start > 0 ? encodeCursor(String(Math.max(0, start - size))) : '',
    },
  }
}

function readStart(call: Call): number {
  const cursor = call.query.get('cursor') ?? ''
  if (cursor === '') return 0
  const start = Number(decodeCursor(cursor))
  if (!Number.isInteger(start)) reject('cursor: not one of ours')
  return start
}

/** What of a query decides which rows pass, whatever page is asked for. */
function filterName(call: Call, paging: readonly string[]): string {
  const query = new URLSearchParams([...call.query].filter(([name]) => !paging.includes(name)))
  query.sort()
  return `${call.path}?${query}`
}
