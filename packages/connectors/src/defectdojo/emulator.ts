import {
  type Answer,
  type Call,
  type Clock,
  createClock,
  createEmulator,
  type Emulator,
  type Route,
  readCount,
} from '@patchbay/sdk/testing'
import { type DojoUser, denied, expiredToken, signIn, users } from './emulator-access.ts'
import { type Book, createBook, type Finding, type ImportRow, type Test } from './emulator-book.ts'
import { type ImportBehaviour, reimportScan } from './emulator-import.ts'

export interface DefectDojoEmulatorOptions {
  /** Default: runs with the machine's clock. */
  readonly clock?: Clock
  readonly behaviour?: Partial<ImportBehaviour>
  readonly latency?: number
  readonly port?: number
}

/** An open-source DefectDojo, as far as imports go. `url` is without the path of the API. */
export interface DefectDojoEmulator extends Emulator {
  readonly users: typeof users
  readonly expiredToken: string
  /** May be changed while it runs. */
  readonly behaviour: ImportBehaviour
  /** What the server holds. */
  readonly book: Book
  /** Findings of tests that are still there. */
  findings(): readonly Finding[]
}

const usualBehaviour: ImportBehaviour = {
  algorithm: 'hash_code',
  maxFileBytes: 100 * 1024 * 1024,
  history: true,
  importSeconds: 0,
}

/** Starts the emulator. */
export async function createDefectDojoEmulator(options: DefectDojoEmulatorOptions = {}): Promise<DefectDojoEmulator> {
  const clock = options.clock ?? createClock()
  const behaviour: ImportBehaviour = { ...usualBehaviour, ...options.behaviour }
  const book = createBook()
  const emulator = await createEmulator({
    routes: routesOf(book, behaviour),
    words: problem,
    finish: (_call, answer) => ({ ...answer, headers: { date: clock.now().toUTCString(), ...answer.headers } }),
    clock,
    latency: options.latency,
    port: options.port,
  })
  const findings = () => book.tests.filter(({ deleted }) => !deleted).flatMap((test) => test.findings)
  return { ...emulator, users, expiredToken, behaviour, book, findings }
}

function routesOf(book: Book, behaviour: ImportBehaviour): readonly Route[] {
  const signedIn =
    (handle: (call: Call, user: DojoUser) => Answer): Route['handle'] =>
    (call) =>
      handle(call, signIn(call))
  const visible = <T>(user: DojoUser, rows: readonly T[]) => (user.staff ? rows : [])
  return [
    {
      method: 'GET',
      pattern: '/api/v2/user_profile/',
      handle: signedIn((_call, { name, staff }) => ({
        status: 200,
        body: {
          user: { id: 1, username: name, is_superuser: staff, is_staff: staff, is_active: true },
          user_contact_info: null,
        },
      })),
    },
    {
      method: 'POST',
      pattern: '/api/v2/reimport-scan/',
      handle: signedIn((call, user) => reimportScan(call, user, book, behaviour)),
    },
    {
      method: 'GET',
      pattern: '/api/v2/products/',
      handle: signedIn((call, user) => {
        const name = call.query.get('name_exact')?.toLowerCase()
        const rows = visible(user, book.products).filter((product) => name === undefined || product.name.toLowerCase() === name)
        return list(call, rows, (product) => ({
          id: product.id,
          name: product.name,
          prod_type: product.type.id,
          findings_list: [],
        }))
      }),
    },
    {
      method: 'GET',
      pattern: '/api/v2/tests/',
      handle: signedIn((call, user) => {
        const scanType = call.query.get('scan_type')
        const rows = visible(user, book.tests).filter(
          (test) => !test.deleted && (scanType === null || test.scanType === scanType),
        )
        return list(call, rows, (test) => shownTest(test, behaviour))
      }),
    },
    {
      method: 'GET',
      pattern: '/api/v2/test_imports/',
      handle: signedIn((call, user) => {
        const buildId = call.query.get('build_id')
        const test = call.query.get('test')
        const rows = visible(user, book.imports).filter(
          (row) =>
            row.at <= call.now.getTime() &&
            (buildId === null || row.buildId === buildId) &&
            (test === null || String(row.test.id) === test),
        )
        return list(call, call.query.get('o') === '-id' ? rows.toReversed() : rows, shownImport)
      }),
    },
    {
      method: 'GET',
      pattern: '/api/v2/findings/',
      handle: signedIn((call, user) => {
        const all = book.tests
          .filter(({ deleted }) => !deleted)
          .flatMap((test) => test.findings.map((finding) => ({ finding, test })))
        const wanted = call.query.get('test')
        const rows = visible(user, all).filter(({ test }) => wanted === null || String(test.id) === wanted)
        return list(call, rows, ({ finding, test }) => shownFinding(finding, test))
      }),
    },
    {
      method: 'DELETE',
      pattern: '/api/v2/tests/{id}/',
      handle: signedIn(({ params }, user) => {
        if (!user.staff) return denied('You do not have permission to perform this action.')
        const test = book.tests.find(({ id, deleted }) => String(id) === params['id'] && !deleted)
        if (test === undefined) return problem(404)
        test.deleted = true
        return { status: 204 }
      }),
    },
  ]
}

function list<T>(call: Call, rows: readonly T[], show: (row: T) => unknown): Answer {
  const limit = readCount(call.query, 'limit', { fallback: 25, min: 1, max: 20_000 })
  const offset = readCount(call.query, 'offset', { fallback: 0, min: 0, max: Number.MAX_SAFE_INTEGER })
  const more = offset + limit < rows.length
  const next = more ? `${call.url}${call.path}?limit=${limit}&offset=${offset + limit}` : null
  return {
    status: 200,
    body: { count: rows.length, next, previous: null, results: rows.slice(offset, offset + limit).map(show) },
  }
}

function shownTest(test: Test, { algorithm }: ImportBehaviour) {
  const { id, title, scanType, engagement, tags, branch } = test
  return {
    id,
    title,
    scan_type: scanType,
    engagement: engagement.id,
    tags,
    branch_tag: branch,
    deduplication_algorithm: algorithm,
  }
}

function shownImport({ id, test, type, branchTag, commitHash, buildId, actions, at }: ImportRow) {
  return {
    id,
    test: test.id,
    type,
    branch_tag: branchTag,
    commit_hash: commitHash,
    build_id: buildId,
    created: new Date(at).toISOString(),
    test_import_finding_action_set: actions.map(({ finding, action }, index) => ({
      id: index + 1,
      finding: finding.id,
      action,
    })),
  }
}

function shownFinding(
  { id, item, severity, active, verified, falsePositive, outOfScope, riskAccepted, mitigated }: Finding,
  test: Test,
) {
  return {
    id,
    test: test.id,
    title: item.title,
    severity,
    active,
    verified,
    false_p: falsePositive,
    out_of_scope: outOfScope,
    risk_accepted: riskAccepted,
    is_mitigated: mitigated,
    duplicate: false,
    unique_id_from_tool: item.uniqueId,
    hash_code: item.hash,
    vulnerability_ids: item.vulnerabilityIds.map((vulnerability_id) => ({ vulnerability_id })),
    component_name: item.componentName,
    component_version: item.componentVersion,
    file_path: item.filePath,
    tags: item.tags,
  }
}

const words: Readonly<Record<number, string>> = {
  401: 'Authentication credentials were not provided.',
  403: 'You do not have permission to perform this action.',
  404: 'Not found.',
  405: 'Method not allowed.',
}

function problem(status: number): Answer {
  if (status === 500) return { status, body: { message: 'Internal server error, check logs for details' } }
  return { status, body: { detail: words[status] ?? 'Bad request.' } }
}
