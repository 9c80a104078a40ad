import type { RemediationMode, RemediationState } from '../../api/types.ts'
import { severities } from '../../components/severity.tsx'
import { choice, choices, type RawSearch, text, texts } from '../../router/search-params.ts'
import type { RemediationFilters, RemediationSort } from './queries.ts'

export const states = [
  'proposed',
  'open',
  'reopened',
  'in-progress',
  'in-review',
  'awaiting-verification',
  'resolved',
  'dismissed',
] as const satisfies readonly RemediationState[]

export const modes = [
  'upgrade',
  'image-rebuild',
  'code-change',
  'configuration-change',
  'secret-rotation',
  'manual',
] as const satisfies readonly RemediationMode[]

export const sorts = ['-priority', 'dueAt', '-updatedAt'] as const satisfies readonly RemediationSort[]

/** What is not over, the most urgent first: the list without any filter in its address. `state=any` shows everything. */
export interface RemediationsSearch extends Omit<RemediationFilters, 'state' | 'vulnerability' | 'campaign'> {
  readonly state?: readonly RemediationState[] | 'any'
  readonly sort?: RemediationSort
  /** Id of the remediation in the panel. */
  readonly open?: string
}

export function remediationsSearch(raw: RawSearch): RemediationsSearch {
  return {
    q: text(raw['q']),
    state: raw['state'] === 'any' ? 'any' : choices(raw['state'], states),
    mode: choices(raw['mode'], modes),
    priority: choices(raw['priority'], severities),
    product: texts(raw['product']),
    repository: texts(raw['repository']),
    image: texts(raw['image']),
    overdue: choice(raw['overdue'], ['yes']),
    waiting: choice(raw['waiting'], ['yes']),
    sort: choice(raw['sort'], sorts),
    open: text(raw['open']),
  }
}

/** Figures of everything, or of one product. */
export interface RemediationMetricsSearch {
  readonly product?: string
}

export function remediationMetricsSearch(raw: RawSearch): RemediationMetricsSearch {
  return { product: text(raw['product']) }
}

/** States that still ask for somebody. */
export const pendingStates: readonly RemediationState[] = states.filter(
  (state) => state !== 'resolved' && state !== 'dismissed',
)

export function filtersOf({ sort: _sort, open: _open, state, ...filters }: RemediationsSearch): RemediationFilters {
  if (state === 'any') return filters
  return { ...filters, state: state ?? pendingStates }
}
