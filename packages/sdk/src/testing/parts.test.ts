import { expect, test } from 'vitest'
import {
  buildPurl,
  compareVersions,
  createBudget,
  createClock,
  createTokenBook,
  decodeCursor,
  encodeCursor,
  linkHeader,
  nextFixedVersion,
  numberedPage,
  parseCloneUrl,
  parsePurl,
  printJwt,
  readAuthorization,
  readCount,
  takePage,
  withQuery,
} from './index.ts'

test('it keeps a standing clock where it was put and lets a running one run', () => {
  const standing = createClock('2026-03-01T00:00:00Z')
  const running = createClock()
  const before = Date.now()

  standing.advance(1500)
  running.advance(60_000)

  expect(standing.now().toISOString()).toBe('2026-03-01T00:00:01.500Z')
  expect(running.now().getTime()).toBeGreaterThanOrEqual(before + 60_000)
  standing.set('2027-01-01T00:00:00Z')
  running.set('2030-01-01T00:00:00Z')
  expect(standing.now().getUTCFullYear()).toBe(2027)
  expect(running.now().getUTCFullYear()).toBe(2030)
  expect(() => createClock('yesterday')).toThrow('"yesterday" is not a moment')
})

test('it tells good, expired, revoked and unknown tokens apart', () => {
  const clock = createClock('2026-01-01T00:00:00Z')
  const book = createTokenBook(clock, printJwt)
  const { token } = book.issue('me', 60)

  expect(book.read(token)).toMatchObject({ kind: 'good', claims: { subject: 'me' } })
  expect(book.read('made-up')).toEqual({ kind: 'unknown' })
  clock.advance(60_000)
  expect(book.read(token)).toEqual({ kind: 'expired' })
  const { token: second } = book.issue('me', 60)
  book.revokeAll()
  expect(book.read(second)).toEqual({ kind: 'revoked' })
  expect(book.read(book.issue('me', 60).token).kind).toBe('good')
})

test('it prints tokens whose claims a client can read', () => {
  const clock = createClock('2026-01-01T00:00:00Z')
  const { token } = createTokenBook(clock, printJwt).issue('me', 3600)

  const [, payload = ''] = token.split('.')
  const claims = JSON.parse(Buffer.from(payload, 'base64url').toString())

  expect(claims).toMatchObject({ sub: 'me', exp: Date.parse('2026-01-01T01:00:00Z') / 1000 })
})

test('it counts a budget for each caller and starts over when the window ends', () => {
  const clock = createClock('2026-01-01T00:00:00Z')
  const budget = createBudget({ limit: 2, seconds: 60, clock })

  expect([budget.take('a'), budget.take('a'), budget.take('a')].map((state) => state.allowed)).toEqual([true, true, false])
  expect(budget.look('b').remaining).toBe(2)
  clock.advance(60_000)
  expect(budget.look('a')).toMatchObject({ remaining: 2, resetsAt: new Date('2026-01-01T00:02:00Z') })
  budget.leave('a', 1)
  expect(budget.look('a').remaining).toBe(1)
})

test('it reads who a request says it comes from', () => {
  const basic = Buffer.from('user:pass:word').toString('base64')

  expect(readAuthorization({})).toEqual({ kind: 'none' })
  expect(readAuthorization({ authorization: 'bearer abc' })).toEqual({ kind: 'bearer', token: 'abc' })
  expect(readAuthorization({ authorization: 'token abc' })).toEqual({ kind: 'other', scheme: 'token', value: 'abc' })
  expect(readAuthorization({ authorization: `Basic ${basic}` })).toEqual({
    kind: 'basic',
    username: 'user',
    password: 'pass:word',
  })
})

test('it pages', () => {
  const query = new URLSearchParams('size=900&bad=x')

  expect(readCount(query, 'size', { fallback: 30, min: 1, max: 100 })).toBe(100)
  expect(readCount(query, 'bad', { fallback: 30, min: 1, max: 100 })).toBe(30)
  expect(takePage([1, 2, 3], 2)).toEqual({ items: [1, 2], more: true })
  expect(takePage([1, 2], 2)).toEqual({ items: [1, 2], more: false })
  expect(numberedPage([1, 2, 3], 2, 2)).toEqual({ items: [3], last: 2 })
  expect(decodeCursor(encodeCursor('abc'))).toBe('abc')
  expect(decodeCursor('abc')).toBeUndefined()
  expect(withQuery('http://h/p?a=1&b=2', { a: '3', b: undefined })).toBe('http://h/p?a=3')
  expect(linkHeader({ next: 'http://h/2', prev: undefined })).toBe('<http://h/2>; rel="next"')
})

test('it stops reading an endless source after one row too many', () => {
  let read = 0
  function* endless() {
    for (;;) {
      read += 1
      yield read
    }
  }

  takePage(endless(), 3)

  expect(read).toBe(4)
})

test('it orders versions', () => {
  expect(['1.10.0', '1.9.9', '2.0.0', '2.0.0-rc1', 'v1.2'].sort(compareVersions)).toEqual([
    'v1.2',
    '1.9.9',
    '1.10.0',
    '2.0.0-rc1',
    '2.0.0',
  ])
  expect(compareVersions('5.3.17', '5.3.17')).toBe(0)
  expect(nextFixedVersion('6.3.0', ['7.5.2', '5.7.2', '6.3.1'])).toBe('6.3.1')
  expect(nextFixedVersion('8.0.0', ['7.5.2'])).toBeNull()
})

test('it goes from package to package URL and back in every ecosystem', () => {
  expect(buildPurl('Maven', 'org.slf4j:slf4j-ext', '1.7.2')).toBe('pkg:maven/org.slf4j/slf4j-ext@1.7.2')
  expect(buildPurl('npm', '@babel/traverse', '7.1.6')).toBe('pkg:npm/%40babel/traverse@7.1.6')
  expect(parsePurl('pkg:npm/%40babel/traverse@7.1.6')).toMatchObject({ name: '@babel/traverse', ecosystem: 'npm' })
  expect(parsePurl('pkg:golang/golang.org/x/net@v0.1.0')).toMatchObject({ name: 'golang.org/x/net', ecosystem: 'Go' })
  expect(parsePurl('pkg:deb/debian/zlib@1%3A1.2.11?distro=bullseye')).toMatchObject({ name: 'zlib', namespace: 'debian' })
  expect(parsePurl(buildPurl('crates.io', 'h2', '0.2.6'))).toMatchObject({ ecosystem: 'crates.io', version: '0.2.6' })
  expect(() => parsePurl('lodash@1')).toThrow()
})

test('it reads clone addresses in every spelling', () => {
  const address = { host: 'git.example.test', path: 'Team/app' }

  expect(parseCloneUrl('https://git.example.test/Team/app.git')).toEqual(address)
  expect(parseCloneUrl('ssh://git@GIT.example.test:2222/Team/app')).toEqual(address)
  expect(parseCloneUrl('git@git.example.test:Team/app.git')).toEqual(address)
  expect(parseCloneUrl('no address')).toBeUndefined()
})
