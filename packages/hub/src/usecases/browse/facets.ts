import { severities } from '@patchbay/sdk'
import { publicId } from '../../domain/public-id.ts'
import { statuses } from '../../domain/status.ts'
import type { Facet, FacetName } from '../../store/vulnerabilities/facet-reader.ts'
import { Kind } from './resources/common.ts'
import { type Facets, Status } from './resources/vulnerability.ts'
import { severityOf } from './values.ts'

/** Facets as the API shows them: severities from the worst, statuses in their order, the rest from the most frequent. */
export function facetsOf(stored: ReadonlyMap<FacetName, Facet>): Facets {
  return {
    severity: inOrder(
      severities,
      shaped(stored, 'severity', (rank) => severityOf(Number(rank)), severityOfLabel),
    ),
    status: inOrder(
      statuses,
      shaped(stored, 'status', (status) => Status.parse(status)),
    ),
    kind: mostFirst(shaped(stored, 'kind', (kind) => Kind.parse(kind))),
    repository: shaped(stored, 'repository', (id) => publicId('repository', Number(id))),
    product: shaped(stored, 'product', (id) => publicId('product', Number(id))),
    connection: shaped(stored, 'connection', (id) => publicId('connection', Number(id))),
  }
}

interface Shaped<T> {
  readonly relation: Facet['relation']
  readonly values: { value: T; label: string; count: number }[]
}

function severityOfLabel(label: string): string {
  return severityOf(Number(label))
}

function shaped<T>(
  stored: ReadonlyMap<FacetName, Facet>,
  name: FacetName,
  value: (stored: string) => T,
  label: (stored: string) => string = (text) => text,
): Shaped<T> {
  const facet = stored.get(name)
  const values = (facet?.values ?? []).map((line) => ({
    value: value(line.value),
    label: label(line.label),
    count: line.count,
  }))
  return { relation: facet?.relation ?? 'exact', values }
}

function inOrder<T>(order: readonly T[], facet: Shaped<T>): Shaped<T> {
  return { ...facet, values: facet.values.toSorted((left, right) => order.indexOf(left.value) - order.indexOf(right.value)) }
}

function mostFirst<T>(facet: Shaped<T>): Shaped<T> {
  return { ...facet, values: facet.values.toSorted((left, right) => right.count - left.count) }
}
