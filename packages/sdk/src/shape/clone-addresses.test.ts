import { expect, it } from 'vitest'
import { cloneAddresses } from './clone-addresses.ts'

const page = 'https://git.example/page'

it.each([
  ['https://bitbucket.org/acme/shop.git', 'https://bitbucket.org/acme/shop.git'],
  ['https://bot@bitbucket.org/acme/shop.git', 'https://bitbucket.org/acme/shop.git'],
  ['https://bot:s3cret@git.example:8443/acme/My shop', 'https://git.example:8443/acme/My%20shop'],
  ['git@bitbucket.org:acme/shop.git', 'git@bitbucket.org:acme/shop.git'],
  ['ssh://git:s3cret@git.example:7999/acme/shop.git', 'ssh://git@git.example:7999/acme/shop.git'],
])('keeps %s as %s', (given, kept) => {
  expect(cloneAddresses([given], page)).toEqual([kept])
})

it.each([null, undefined, ' ', 'https://user:pa ss@', 'user:s3cret@host:acme/shop', `https://git.example/${'a'.repeat(500)}`])(
  'leaves %j out, and says the page where nothing remains',
  (given) => {
    expect(cloneAddresses([given], page)).toEqual([page])
  },
)

it('names each address once, and makes NUL storable', () => {
  expect(cloneAddresses(['https://a@git.example/x', 'https://git.example/x', 'ssh://git.example/\0'], page)).toEqual([
    'https://git.example/x',
    'ssh://git.example/\uFFFD',
  ])
})
