import { describe, expect, it } from 'vitest'
import { applicationKeys, isNativeKey, shownApplicationKey } from './application-key.ts'

function keys(clue: Parameters<typeof applicationKeys>[0]['clue']) {
  return applicationKeys({ id: 7, clue })
}

describe('applicationKeys', () => {
  it('are the same for every way to write one address', () => {
    expect(keys({ urls: ['git@github.com:Acme/shop.git'] })).toEqual(['github.com/acme/shop'])
    expect(keys({ urls: ['https://github.com/acme/shop/tree/main', 'ssh://git@github.com/acme/shop'] })).toEqual([
      'github.com/acme/shop',
    ])
    expect(keys({ urls: ['https://git.test/Acme/Shop'] })).toEqual(keys({ urls: ['https://git.test/acme/shop'] }))
  })

  it('hold the platform’s own id with its platform', () => {
    expect(keys({ urls: ['https://github.com/acme/shop'], nativeId: '17' })).toEqual([
      'id 17 on github.com',
      'github.com/acme/shop',
    ])
    expect(keys({ urls: [], nativeId: '17' })).toEqual(['record 7'])
  })

  it('tell parts of a repository apart, however their path is written', () => {
    expect(keys({ urls: ['https://github.com/acme/mono'], path: './services/api/' })).toEqual([
      'github.com/acme/mono#services/api',
    ])
    expect(keys({ urls: ['https://github.com/acme/mono'], path: '.' })).toEqual(['github.com/acme/mono'])
  })

  it.each([null, { urls: [] }, { urls: ['nonsense'] }])('are the record’s own for %j', (clue) => {
    expect(keys(clue)).toEqual(['record 7'])
  })

  it('read well', () => {
    expect(shownApplicationKey('~git.test/acme/mono#services/api')).toBe('git.test/acme/mono, services/api')
    expect(isNativeKey('id 17 on git.test')).toBe(true)
    expect(isNativeKey('git.test/id 17')).toBe(false)
  })
})
