import type { Written } from '@patchbay/sdk'
import { json, uri, uuidOf } from './json.ts'
import { placeName } from './place.ts'
import type { Standing } from './standing.ts'
import type { DocumentState } from './state.ts'
import { type AffectedPackage, type Stated, type Statement, statementsOf } from './statements.ts'

/**
 * CSAF 2.0 with the profile `csaf_vex` (https://docs.oasis-open.org/csaf/csaf/v2.0/): the vulnerabilities, then the products they
 * are about, then the document's own data. That comes last because the profile wants a vulnerability (chapter 4.5): a state without
 * any is a document of the profile `csaf_base`. CVSS is left out: the standard wants all its parts, recomputed (6.1.9).
 */
export async function* writeCsaf(state: DocumentState): AsyncGenerator<Written, void, void> {
  const products = new Map<string, AffectedPackage>()
  for await (const item of statementsOf(state)) {
    if ('reason' in item) {
      yield { leftOut: item }
      continue
    }
    yield { text: `${products.size === 0 ? '{"vulnerabilities":[' : ','}${json(vulnerability(item))}`, findings: item.findings }
    for (const { affected } of item.statements) products.set(affected.key, affected)
  }
  if (products.size === 0) {
    yield { text: json({ document: documentOf(state, 'csaf_base', 'No vulnerability of a package is known.') }) }
    return
  }
  yield* productTree(products.values())
  const document = documentOf(state, 'csaf_vex', 'What is known and decided about the vulnerabilities of packages.')
  yield { text: `,"document":${json(document)}}` }
}

function* productTree(products: Iterable<AffectedPackage>): Generator<Written, void, void> {
  let separator = '],"product_tree":{"full_product_names":['
  for (const product of products) {
    const { name, version, purl, place } = product
    const words = [name.trim() || purl, version, 'in', placeName(place)].filter(Boolean)
    const helper = { product_identification_helper: { purl } }
    yield { text: `${separator}${json({ name: words.join(' '), product_id: productId(product), ...helper })}` }
    separator = ','
  }
  yield { text: ']}' }
}

function documentOf({ id, subject, title, takenAt, hubUrl }: DocumentState, category: string, summary: string) {
  return {
    category,
    csaf_version: '2.0',
    lang: 'en',
    title: `Vulnerabilities of ${title}`.trim(),
    publisher: { category: 'user', name: 'Patchbay', namespace: uri(hubUrl) ?? 'urn:patchbay:hub' },
    notes: [{ category: 'summary', text: summary }],
    tracking: {
      id,
      aliases: subject === id ? undefined : [subject],
      status: 'final',
      version: '1',
      initial_release_date: takenAt,
      current_release_date: takenAt,
      generator: { date: takenAt, engine: { name: 'Patchbay' } },
      revision_history: [{ number: '1', date: takenAt, summary: 'The state at this time.' }],
    },
  }
}

function productId({ key }: AffectedPackage): string {
  return `package-${uuidOf(key)}`
}

const cve = /^CVE-\d{4}-\d{4,}$/

function vulnerability({ name, aliases, finding, statements }: Stated) {
  const isKnown = cve.test(name)
  const others = isKnown ? aliases : [name, ...aliases]
  const of = (status: Standing['status']) => statements.filter(({ standing }) => standing.status === status)
  return {
    cve: isKnown ? name : undefined,
    ids: others.map((text) => ({ system_name: systemOf(text), text })),
    title: finding.title.trim() || undefined,
    notes: [{ category: 'description', text: finding.description?.trim() || finding.title.trim() || name }],
    references: finding.references
      .flatMap((reference) => uri(reference) ?? [])
      .map((url) => ({ category: 'external', summary: 'Reference', url })),
    product_status: {
      known_affected: of('affected').map(idOf),
      known_not_affected: of('not_affected').map(idOf),
      under_investigation: of('under_investigation').map(idOf),
    },
    flags: flagsOf(statements),
    threats: together(of('not_affected'), impactOf).map(([details, ids]) => ({
      category: 'impact',
      details,
      product_ids: ids,
    })),
    remediations: [...actionsOf(of('affected')), ...advicesOf(of('under_investigation'))],
  }
}

function idOf({ affected }: Statement): string {
  return productId(affected)
}

/** The scheme of an identifier, by its first word. */
function systemOf(identifier: string): string {
  return /^[A-Za-z]+(?=-)/.exec(identifier)?.[0]?.toUpperCase() ?? 'Scanner'
}

function impactOf({ standing }: Statement): string | undefined {
  return standing.status === 'not_affected' ? standing.impact : undefined
}

/** Products of which the same is said, by what is said. */
function together(
  statements: readonly Statement[],
  said: (statement: Statement) => string | undefined,
): readonly (readonly [said: string, productIds: readonly string[]])[] {
  const groups = Map.groupBy(statements, said)
  return [...groups].flatMap(([text, inside]) => (text === undefined ? [] : [[text, inside.map(idOf)] as const]))
}

function flagsOf(statements: readonly Statement[]) {
  const justified = ({ standing }: Statement) => (standing.status === 'not_affected' ? standing.justification : undefined)
  return together(statements, justified).map(([label, ids]) => ({ label, product_ids: ids }))
}

function actionsOf(statements: readonly Statement[]) {
  const action = ({ standing }: Statement) => (standing.status === 'affected' ? standing.action : undefined)
  return together(statements, action).map(([details, ids]) => ({ category: 'no_fix_planned', details, product_ids: ids }))
}

const fixCategories = { version: 'vendor_fix', advice: 'mitigation', none: 'none_available' } as const

function advicesOf(statements: readonly Statement[]) {
  return (['version', 'advice', 'none'] as const).flatMap((fix) => {
    const advice = ({ standing }: Statement) =>
      standing.status === 'under_investigation' && standing.fix === fix ? standing.advice : undefined
    const category = fixCategories[fix]
    return together(statements, advice).map(([details, ids]) => ({ category, details, product_ids: ids }))
  })
}
