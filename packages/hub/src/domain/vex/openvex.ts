import { justifications } from '../status.ts'
import {
  fieldsOf,
  type Json,
  listOf,
  textOf,
  unreadableVex,
  type VexDocument,
  type VexStatement,
  type VexStatus,
} from './vex.ts'

const statuses: readonly VexStatus[] = ['not_affected', 'affected', 'fixed', 'under_investigation']

/** Reads an OpenVEX document (https://openvex.dev, 0.2.0 and 0.0.x). */
export function readOpenVex(root: Json): VexDocument {
  return {
    format: 'openvex',
    id: textOf(root['@id']) ?? 'OpenVEX',
    author: textOf(root['author']),
    statements: listOf(root['statements']).map((item, index) => statementOf(fieldsOf(item), `statements[${index}]`)),
  }
}

function statementOf(item: Json, place: string): VexStatement {
  const status = statuses.find((known) => known === item['status'])
  if (status === undefined) throw unreadableVex(`${place} has no status that OpenVEX knows.`)
  return {
    id: textOf(item['@id']) ?? place,
    identifiers: namesOf(item['vulnerability']),
    purls: listOf(item['products']).flatMap(purlsOf),
    status,
    justification: justifications.find((known) => known === item['justification']) ?? null,
    reason: textOf(item['impact_statement']) ?? textOf(item['status_notes']),
  }
}

/** Before 0.2.0 a vulnerability is its name alone. */
function namesOf(value: unknown): readonly string[] {
  const plain = textOf(value)
  if (plain !== null) return [plain]
  const { name, aliases } = fieldsOf(value)
  return [name, ...listOf(aliases)].flatMap((each) => textOf(each) ?? [])
}

/** The parts that are meant, where a product names any; else the product itself. */
function purlsOf(value: unknown): readonly string[] {
  const product = fieldsOf(value)
  const parts = listOf(product['subcomponents'])
  return (parts.length > 0 ? parts : [value]).flatMap((each) => purlOf(each) ?? [])
}

function purlOf(value: unknown): string | null {
  const component = fieldsOf(value)
  const candidates = [fieldsOf(component['identifiers'])['purl'], component['@id'], value]
  return candidates.map(textOf).find((text) => text?.startsWith('pkg:') === true) ?? null
}
