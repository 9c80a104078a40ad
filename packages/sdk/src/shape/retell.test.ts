import { expect, it } from 'vitest'
import { Fault } from '../fault.ts'
import { retell } from './retell.ts'

it('keeps the status and the cause, and says everything else anew', () => {
  const cause = new Fault('missing', 'host answered 404', { status: 404, field: 'old', remedy: 'old' })

  const told = retell(cause, 'config', 'There is no such place.', { field: 'baseUrl' })

  expect(told).toMatchObject({ kind: 'config', message: 'There is no such place.', cause })
  expect(told.details).toEqual({ status: 404, field: 'baseUrl' })
})

it('adds no status where there was none', () => {
  expect(retell(new Fault('unreachable', 'x'), 'unreachable', 'y', {}).details).toEqual({})
})
