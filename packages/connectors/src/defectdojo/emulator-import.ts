import type { Answer, Call } from '@patchbay/sdk/testing'
import type { DojoUser } from './emulator-access.ts'
import type { Action, Book, Test } from './emulator-book.ts'
import { findTest } from './emulator-context.ts'
import { type Form, readForm } from './emulator-form.ts'
import { type Actions, type Algorithm, reimport, tally } from './emulator-reimport.ts'
import { type Item, readReport, severities } from './emulator-report.ts'

export interface ImportBehaviour {
  /** Of the whole server; DefectDojo's own default is `hash_code`. */
  algorithm: Algorithm
  /** Bytes; 100 MB unless the operator changed it. */
  maxFileBytes: number
  /** `DD_TRACK_IMPORT_HISTORY`: without it there are no rows to look up, and no `delta`. */
  history: boolean
  /** Seconds until a run whose answer was lost shows up in the history. */
  importSeconds: number
}

const scanTypes: ReadonlySet<string> = new Set(['Generic Findings Import', 'SARIF'])
const extensions = /\.(xml|csv|nessus|jsonl?|html|js|zip|xlsx|txt|sarif|fpr|md|log|fvdl)$/i
const booleans = [
  'auto_create_context',
  'active',
  'verified',
  'close_old_findings',
  'do_not_reactivate',
  'apply_tags_to_findings',
]
const longest: Readonly<Record<string, number>> = {
  version: 100,
  branch_tag: 150,
  commit_hash: 150,
  build_id: 150,
  service: 200,
}

/** `POST /reimport-scan/`. */
export function reimportScan(call: Call, user: DojoUser, book: Book, behaviour: ImportBehaviour): Answer {
  const form = readForm(call)
  if (form === null) {
    return { status: 415, body: { detail: `Unsupported media type "${call.headers['content-type'] ?? ''}" in request.` } }
  }
  const complaint = validate(form, behaviour, call.now)
  if (complaint !== null) return { status: 400, body: complaint }
  const one = (name: string) => form.fields.get(name)?.[0] ?? null
  const scanType = one('scan_type') ?? ''
  const service = one('service')
  // The server resolves names before it reads the report: what it created stays when the report is refused.
  const { test, created } = findTest(book, user, {
    testId: one('test') === null ? null : Number(one('test')),
    scanType,
    productType: one('product_type_name'),
    product: one('product_name'),
    engagement: one('engagement_name'),
    testTitle: one('test_title'),
    autoCreate: one('auto_create_context') === 'true',
  })
  if (test.scanType !== scanType) {
    const message = `Test type mismatch: Test ${test.id} has test_type '${test.scanType}', but the report contains test_type '${scanType}'.`
    return { status: 400, body: { message } }
  }

  const items = readReport(form.file?.text ?? '', service).filter((item) => atLeast(item, one('minimum_severity') ?? 'Info'))
  const before = tally(test.findings)
  const forced = one('active')
  const actions = reimport(book, test, {
    items,
    algorithm: behaviour.algorithm,
    closesOld: !created && one('close_old_findings') !== 'false',
    service,
    reactivates: one('do_not_reactivate') !== 'true',
    active: forced === null ? null : forced === 'true',
  })
  test.tags = form.fields.get('tags') ?? test.tags
  test.branch = one('branch_tag') ?? test.branch
  if (behaviour.history) {
    book.imports.push({
      id: book.nextId(),
      test,
      type: created ? 'import' : 'reimport',
      branchTag: one('branch_tag'),
      commitHash: one('commit_hash'),
      buildId: one('build_id'),
      actions,
      at: call.now.getTime() + behaviour.importSeconds * 1000,
    })
  }
  const echo = Object.fromEntries([...form.fields].map(([name, values]) => [name, name === 'tags' ? values : values[0]]))
  return {
    status: 201,
    body: {
      ...echo,
      ...idsOf(test),
      statistics: statisticsOf(test, created, before, actions, behaviour),
      deduplication_complete: false,
    },
  }
}

function idsOf(test: Test) {
  const { id, engagement } = test
  const { product } = engagement
  return { test: id, test_id: id, engagement_id: engagement.id, product_id: product.id, product_type_id: product.type.id }
}

function statisticsOf(test: Test, created: boolean, before: unknown, actions: Actions, { history }: ImportBehaviour) {
  const after = tally(test.findings)
  if (created) return { after }
  const of = (wanted: Action) => tally(actions.flatMap(({ finding, action }) => (action === wanted ? [finding] : [])))
  const delta = { created: of('N'), closed: of('C'), reactivated: of('R'), untouched: of('U') }
  return { before, ...(history && { delta }), after }
}

function validate(
  { fields, file }: Form,
  { maxFileBytes }: ImportBehaviour,
  now: Date,
): Readonly<Record<string, unknown>> | null {
  const one = (name: string) => fields.get(name)?.[0]
  if (one('scan_type') === undefined) return { scan_type: ['This field is required.'] }
  if (!scanTypes.has(one('scan_type') ?? '')) return { scan_type: [`"${one('scan_type')}" is not a valid choice.`] }
  const blank = [...fields].find(([, values]) => values.includes(''))
  if (blank) return { [blank[0]]: ['This field may not be blank.'] }
  const wrong = booleans.find((name) => !['true', 'false', undefined].includes(one(name)))
  if (wrong !== undefined) return { [wrong]: ['Must be a valid boolean.'] }
  const long = Object.entries(longest).find(([name, most]) => (one(name) ?? '').length > most)
  if (long) return { [long[0]]: [`Ensure this field has no more than ${long[1]} characters.`] }
  if ((fields.get('tags') ?? []).some((tag) => /[\s,'"]/.test(tag))) {
    return { message: 'Tags cannot contain spaces, commas or quotes.' }
  }
  const date = one('scan_date')
  if (date !== undefined && !(Date.parse(date) <= now.getTime()))
    return { scan_date: ['The scan_date cannot be in the future!'] }
  if (one('minimum_severity') !== undefined && !severities.some((severity) => severity === one('minimum_severity'))) {
    return { minimum_severity: [`"${one('minimum_severity')}" is not a valid choice.`] }
  }
  if (file === null) return { file: ['No file was submitted.'] }
  if (!extensions.test(file.name)) return { file: [`File extension "${file.name.split('.').at(-1)}" is not allowed.`] }
  if (!/\.json$/i.test(file.name)) return { message: "['Unsupported file extension for Generic Findings Import']" }
  if (Buffer.byteLength(file.text) > maxFileBytes)
    return { message: 'Report file is too large. Maximum supported size is 100 MB' }
  return null
}

function atLeast({ severity }: Item, minimum: string): boolean {
  return severities.indexOf(severity) >= rankOf(minimum)
}

function rankOf(word: string): number {
  const words: readonly string[] = severities
  return words.indexOf(word)
}
