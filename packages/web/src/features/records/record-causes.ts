import type { RecordCause } from '../../api/types.ts'

/** Why a record is in its state, in the words of a filter. */
export const causeNames: Readonly<Record<RecordCause, string>> = {
  mapped: 'Mapped and listed',
  'not-mapped': 'Not mapped yet',
  'no-clue': 'The scanner names no repository',
  'unreadable-address': 'Its address cannot be read',
  'not-found': 'No source control lists its repository',
  ambiguous: 'Several repositories fit',
  'different-repository': 'Its address belongs to another repository',
  'not-listed': 'The vendor no longer lists it',
  'target-gone': 'What it was mapped to is gone',
  ignored: 'Ignored by a user',
  fault: 'It could not be synced',
}

export const recordCauses = [
  'mapped',
  'not-mapped',
  'no-clue',
  'unreadable-address',
  'not-found',
  'ambiguous',
  'different-repository',
  'not-listed',
  'target-gone',
  'ignored',
  'fault',
] as const satisfies readonly RecordCause[]
