import { expect, test } from 'vitest'
import type { OperationLogLine } from '../../api/types.ts'
import { withNew } from './use-log-feed.ts'

const line = (seq: number): OperationLogLine => ({
  seq,
  at: '2026-11-28T09:30:00.000Z',
  level: 'info',
  message: 'x',
  fields: {},
})

test('it adds what is new and passes over what the hub tells again', () => {
  const known = [line(1), line(4)]

  expect(withNew(known, [line(1), line(4), line(7), line(9)]).map(({ seq }) => seq)).toEqual([1, 4, 7, 9])
  expect(withNew(known, [line(1), line(4)])).toBe(known)
})
