import { choice, choices, type RawSearch, texts } from '../../router/search-params.ts'
import { changeKinds } from './change-words.ts'

export const operationKinds = ['check', 'discover', 'sync', 'export'] as const
export const operationStates = ['queued', 'running', 'complete', 'partial', 'failed', 'cancelled'] as const

export interface OperationsSearch {
  readonly kind?: readonly (typeof operationKinds)[number][]
  readonly state?: readonly (typeof operationStates)[number][]
  readonly connection?: readonly string[]
}

export function operationsSearch(raw: RawSearch): OperationsSearch {
  return {
    kind: choices(raw['kind'], operationKinds),
    state: choices(raw['state'], operationStates),
    connection: texts(raw['connection']),
  }
}

export const rowLists = ['changes', 'filtered', 'set-aside'] as const
export type RowList = (typeof rowLists)[number]

export interface OperationRowsSearch {
  readonly list?: RowList
  readonly reason?: readonly string[]
  readonly change?: readonly (typeof changeKinds)[number][]
}

export function operationRowsSearch(raw: RawSearch): OperationRowsSearch {
  return { list: choice(raw['list'], rowLists), reason: texts(raw['reason']), change: choices(raw['change'], changeKinds) }
}
