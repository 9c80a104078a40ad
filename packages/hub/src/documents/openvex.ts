import type { Written } from '@patchbay/sdk'
import { json, uuidOf } from './json.ts'
import { placeIri } from './place.ts'
import type { Standing } from './standing.ts'
import type { DocumentState } from './state.ts'
import { type Stated, type Statement, statementsOf } from './statements.ts'

/**
 * OpenVEX 0.2.0 (https://openvex.dev): a statement for each vulnerability and product. A document without statements
 * is none (chapter "Document"), so that a state without any gives no text.
 */
export async function* writeOpenvex(state: DocumentState): AsyncGenerator<Written, void, void> {
  let begun = false
  for await (const item of statementsOf(state)) {
    if ('reason' in item) {
      yield { leftOut: item }
      continue
    }
    const statements = item.statements.map((statement) => json(statementOf(item, statement, state))).join(',')
    yield { text: `${begun ? ',' : opening(state)}${statements}`, findings: item.findings }
    begun = true
  }
  if (begun) yield { text: ']}' }
}

function opening({ id, takenAt }: DocumentState): string {
  const head = json({
    '@context': 'https://openvex.dev/ns/v0.2.0',
    '@id': `urn:uuid:${uuidOf(`openvex ${id}`)}`,
    author: 'Patchbay',
    role: 'Vulnerability integration hub',
    timestamp: takenAt,
    version: 1,
    tooling: 'Patchbay',
  })
  return `${head.slice(0, -1)},"statements":[`
}

function statementOf({ name, aliases, finding }: Stated, { affected, standing }: Statement, { takenAt }: DocumentState) {
  return {
    vulnerability: { name, description: finding.title.trim() || undefined, aliases },
    timestamp: takenAt,
    products: [
      {
        '@id': placeIri(affected.place),
        subcomponents: [{ '@id': affected.purl, identifiers: { purl: affected.purl } }],
      },
    ],
    status: standing.status,
    ...reasons(standing),
  }
}

function reasons(standing: Standing) {
  switch (standing.status) {
    case 'under_investigation':
      return { status_notes: standing.advice }
    case 'affected':
      return { action_statement: standing.action }
    case 'not_affected':
      // The published schema takes one of the two and refuses both.
      return standing.justification === undefined
        ? { impact_statement: standing.impact }
        : { justification: standing.justification, status_notes: standing.impact }
  }
}
