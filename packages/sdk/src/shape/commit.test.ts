import { expect, it } from 'vitest'
import { commitName } from './commit.ts'

const sha1 = '39406e42cb832f683daa691dd652a8dc36ee8930'

it.each([
  [sha1, sha1],
  [` ${sha1.toUpperCase()}\n`, sha1],
  ['a'.repeat(64), 'a'.repeat(64)],
  ['39406e4', null],
  ['main', null],
  [`${sha1}0`, null],
  ['', null],
  [null, null],
  [7, null],
])('names a commit only by its full name: %j', (value, name) => {
  expect(commitName(value)).toBe(name)
})
