import { expect, it } from 'vitest'
import { webAddress } from './web-address.ts'

it('reads https as it is, and http as https', () => {
  expect(webAddress.parse('https://git.example/team/app')).toBe('https://git.example/team/app')
  expect(webAddress.parse('http://git.example:8080/team/app')).toBe('https://git.example:8080/team/app')
})

it.each(['javascript:alert(1)', 'git@git.example:team/app', 'https://user:secret@git.example/app', '', 7, null])(
  'refuses %j',
  (address) => {
    expect(webAddress.safeParse(address).success).toBe(false)
  },
)
