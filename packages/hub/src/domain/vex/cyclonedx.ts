import type { Justification } from '../status.ts'
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

const states: ReadonlyMap<string, VexStatus> = new Map([
  ['not_affected', 'not_affected'],
  ['false_positive', 'false_positive'],
  ['exploitable', 'affected'],
  ['resolved', 'fixed'],
  ['resolved_with_pedigree', 'fixed'],
  ['in_triage', 'under_investigation'],
])

/** CycloneDX has words of its own. Those that say under which circumstances it would be affected have no match in VEX. */
const reasons: ReadonlyMap<string, Justification> = new Map([
  ['code_not_present', 'vulnerable_code_not_present'],
  ['code_not_reachable', 'vulnerable_code_not_in_execute_path'],
  ['protected_by_compiler', 'inline_mitigations_already_exist'],
  ['protected_at_runtime', 'inline_mitigations_already_exist'],
  ['protected_at_perimeter', 'inline_mitigations_already_exist'],
  ['protected_by_mitigating_control', 'inline_mitigations_already_exist'],
])

/** Reads the vulnerabilities of a CycloneDX document (1.4 and newer, https://cyclonedx.org/capabilities/vex/). */
export function readCycloneDx(root: Json): VexDocument {
  const purls = purlsByReference(root)
  const metadata = fieldsOf(root['metadata'])
  const people = [metadata['supplier'], ...listOf(metadata['authors']), metadata['manufacturer']]
  return {
    format: 'cyclonedx',
    id: textOf(root['serialNumber']) ?? 'CycloneDX',
    author: people.map((person) => textOf(fieldsOf(person)['name'])).find((name) => name !== null) ?? null,
    statements: listOf(root['vulnerabilities']).flatMap((item, index) =>
      statementOf(fieldsOf(item), `vulnerabilities[${index}]`, purls),
    ),
  }
}

/** A vulnerability nobody analysed states nothing. */
function statementOf(item: Json, place: string, purls: ReadonlyMap<string, string>): readonly VexStatement[] {
  const analysis = fieldsOf(item['analysis'])
  const state = textOf(analysis['state'])
  if (state === null) return []
  const status = states.get(state)
  if (status === undefined) throw unreadableVex(`${place} has a state that CycloneDX does not know: "${state}".`)
  const others = listOf(item['references']).map((reference) => fieldsOf(reference)['id'])
  const justification = textOf(analysis['justification'])
  return [
    {
      id: textOf(item['bom-ref']) ?? place,
      identifiers: [item['id'], ...others].flatMap((each) => textOf(each) ?? []),
      purls: listOf(item['affects']).flatMap((affected) => purlOf(textOf(fieldsOf(affected)['ref']), purls) ?? []),
      status,
      justification: justification === null ? null : (reasons.get(justification) ?? null),
      reason: textOf(analysis['detail']) ?? justification?.replaceAll('_', ' ') ?? null,
    },
  ]
}

function purlsByReference(root: Json): ReadonlyMap<string, string> {
  const found = new Map<string, string>()
  const waiting = [fieldsOf(root['metadata'])['component'], ...listOf(root['components'])]
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const component = fieldsOf(next)
    const reference = textOf(component['bom-ref'])
    const purl = textOf(component['purl'])
    if (reference !== null && purl !== null) found.set(reference, purl)
    waiting.push(...listOf(component['components']))
  }
  return found
}

/** A reference within the document, into another one (`urn:cdx:…#reference`), or a package URL itself. */
function purlOf(reference: string | null, purls: ReadonlyMap<string, string>): string | null {
  if (reference === null) return null
  const local = reference.startsWith('urn:cdx:') ? decoded(reference.slice(reference.indexOf('#') + 1)) : reference
  return purls.get(local) ?? (local.startsWith('pkg:') ? local : null)
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
