import { expect, test } from 'vitest'
import { refusalIn } from './refusal.ts'

test('it has words for refusals it knows', () => {
  expect(refusalIn('?error=no_role')?.message).toContain('None of your groups')
})

test('it never repeats what the address says', () => {
  const refusal = refusalIn('?error=call+this+number&error_description=call+this+number')

  expect(refusal?.message).not.toContain('call this number')
})

test('it sees no refusal where there is none', () => {
  expect(refusalIn('?tab=users')).toBeNull()
})
