import type { Operation, OperationChange } from '../../api/types.ts'

type ChangeKind = OperationChange['change']

const names: Readonly<Record<ChangeKind, string>> = {
  new: 'New',
  changed: 'Changed',
  reopened: 'Re-opened',
  closed: 'Closed',
  renamed: 'Renamed',
  back: 'Back again',
  gone: 'Gone',
}

export const changeKinds = [
  'new',
  'changed',
  'reopened',
  'closed',
  'renamed',
  'back',
  'gone',
] as const satisfies readonly ChangeKind[]

export function changeName(change: ChangeKind): string {
  return names[change]
}

/** What an operation of this kind changes. */
export function changedThings({ kind }: Operation): string {
  return kind === 'discover' ? 'Records and repositories' : 'Findings'
}
