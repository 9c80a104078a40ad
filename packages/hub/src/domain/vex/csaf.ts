import { type Justification, justifications } from '../status.ts'
import { fieldsOf, type Json, listOf, textOf, type VexDocument, type VexStatement, type VexStatus } from './vex.ts'

const standings = [
  ['known_not_affected', 'not_affected'],
  ['known_affected', 'affected'],
  ['first_affected', 'affected'],
  ['last_affected', 'affected'],
  ['fixed', 'fixed'],
  ['first_fixed', 'fixed'],
  ['under_investigation', 'under_investigation'],
] as const satisfies readonly (readonly [string, VexStatus])[]

/** Reads the product status of a CSAF 2.0 document (https://docs.oasis-open.org/csaf/csaf/v2.0/csaf-v2.0.html, profile 5: VEX). */
export function readCsaf(root: Json): VexDocument {
  const document = fieldsOf(root['document'])
  const purls = purlsByProduct(fieldsOf(root['product_tree']))
  return {
    format: 'csaf',
    id: textOf(fieldsOf(document['tracking'])['id']) ?? textOf(document['title']) ?? 'CSAF',
    author: textOf(fieldsOf(document['publisher'])['name']),
    statements: listOf(root['vulnerabilities']).flatMap((item, index) =>
      statementsOf(fieldsOf(item), `vulnerabilities[${index}]`, purls),
    ),
  }
}

/** One for each product: flags and impacts are told product by product. */
function statementsOf(item: Json, place: string, purls: ReadonlyMap<string, string>): readonly VexStatement[] {
  const others = listOf(item['ids']).map((id) => fieldsOf(id)['text'])
  const identifiers = [item['cve'], ...others].flatMap((each) => textOf(each) ?? [])
  const status = fieldsOf(item['product_status'])
  return standings.flatMap(([name, standing]) =>
    listOf(status[name]).flatMap((given): VexStatement[] => {
      const product = textOf(given)
      if (product === null) return []
      const purl = purls.get(product)
      return [
        {
          id: `${place}.${name}[${product}]`,
          identifiers,
          purls: purl === undefined ? [] : [purl],
          status: standing,
          justification: justificationOf(item, product),
          reason: impactOf(item, product),
        },
      ]
    }),
  )
}

function justificationOf(item: Json, product: string): Justification | null {
  const flag = listOf(item['flags'])
    .map(fieldsOf)
    .find((each) => concerns(each, product))
  return justifications.find((known) => known === flag?.['label']) ?? null
}

function impactOf(item: Json, product: string): string | null {
  const impacts = listOf(item['threats'])
    .map(fieldsOf)
    .filter((threat) => threat['category'] === 'impact')
  return textOf(impacts.find((each) => concerns(each, product))?.['details'])
}

/** Without products it is about all of them. */
function concerns(item: Json, product: string): boolean {
  const ids = item['product_ids']
  return ids === undefined ? item['group_ids'] === undefined : listOf(ids).includes(product)
}

/** A product that is part of another is what the relationship says, by the purl of the part. */
function purlsByProduct(tree: Json): ReadonlyMap<string, string> {
  const found = new Map<string, string>()
  const note = (value: unknown) => {
    const product = fieldsOf(value)
    const id = textOf(product['product_id'])
    const purl = textOf(fieldsOf(product['product_identification_helper'])['purl'])
    if (id !== null && purl !== null) found.set(id, purl)
  }
  listOf(tree['full_product_names']).forEach(note)
  const branches = [...listOf(tree['branches'])]
  for (let next = branches.pop(); next !== undefined; next = branches.pop()) {
    const branch = fieldsOf(next)
    note(branch['product'])
    branches.push(...listOf(branch['branches']))
  }
  for (const item of listOf(tree['relationships']).map(fieldsOf)) {
    note(item['full_product_name'])
    const id = textOf(fieldsOf(item['full_product_name'])['product_id'])
    const part = found.get(textOf(item['product_reference']) ?? '')
    if (id !== null && part !== undefined && !found.has(id)) found.set(id, part)
  }
  return found
}
