import { expect, test } from 'vitest'
import { invitationIn } from './invitation-link.ts'

test.each([
  ['/invitation', '#pbi_abc', 'pbi_abc'],
  ['/invitation', '', null],
  ['/vulnerabilities', '#pbi_abc', null],
])('it reads %s%s as the token %s', (pathname, hash, token) => {
  expect(invitationIn({ pathname, hash })).toBe(token)
})
