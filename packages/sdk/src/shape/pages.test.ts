import { describe, expect, it } from 'vitest'
import { Fault } from '../fault.ts'
import { type Answer, linkWith, nextLink, pages } from './pages.ts'

/** Reads `1 → 2 → … → count`, and tells what was asked for. */
function numbered(count: number) {
  const asked: (string | undefined)[] = []
  async function read(cursor: string | undefined): Promise<Answer<number>> {
    asked.push(cursor)
    const page = Number(cursor ?? '1')
    return { value: page, next: page < count ? String(page + 1) : undefined }
  }
  return { asked, read }
}

async function drain<T>(listing: AsyncGenerator<Answer<T>, void, void>) {
  const values: T[] = []
  try {
    for await (const { value } of listing) values.push(value)
  } catch (error) {
    return { values, error }
  }
  return { values }
}

describe('pages', () => {
  it('yields every page once, from the start or from where a run stopped', async () => {
    expect(await drain(pages(numbered(3).read, { what: 'things' }))).toEqual({ values: [1, 2, 3] })
    expect(await drain(pages(numbered(3).read, { what: 'things', from: '2' }))).toEqual({ values: [2, 3] })
  })

  it('asks for one page ahead and no more', async () => {
    const { asked, read } = numbered(10)
    const listing = pages(read, { what: 'things' })

    await listing.next()
    expect(asked).toEqual([undefined, '2'])
    await listing.next()

    expect(asked).toEqual([undefined, '2', '3'])
  })

  it('gives the page it has, then refuses a cursor that does not move', async () => {
    const read = async () => ({ value: 'page', next: 'same' })

    const { values, error } = await drain(pages(read, { what: 'things' }))

    expect(values).toEqual(['page', 'page'])
    expect(error).toMatchObject({ kind: 'contract', message: expect.stringContaining('does not move') })
  })

  it('refuses cursors that go round in a circle', async () => {
    const around: Record<string, string> = { a: 'b', b: 'c', c: 'a' }
    const read = async (cursor = 'a') => ({ value: cursor, next: around[cursor] })

    const { values, error } = await drain(pages(read, { what: 'things', from: 'a' }))

    expect(values).toEqual(['a', 'b', 'c'])
    expect(error).toMatchObject({ kind: 'contract' })
  })

  it('stops a listing that does not end', async () => {
    const { values, error } = await drain(pages(numbered(Number.POSITIVE_INFINITY).read, { what: 'things', most: 5 }))

    expect(values).toHaveLength(5)
    expect(error).toMatchObject({ kind: 'contract', message: expect.stringContaining('more than 5 pages') })
  })

  it('raises the failure of a page when that page is asked for, after the one before was given', async () => {
    const broken = new Fault('unreachable', 'gone')
    const read = async (cursor: string | undefined) => {
      if (cursor === '2') throw broken
      return { value: 1, next: '2' }
    }

    expect(await drain(pages(read, { what: 'things' }))).toEqual({ values: [1], error: broken })
  })
})

describe('nextLink', () => {
  const base = 'https://api.github.com'
  const link = (value: string) => ({ link: value })

  it('finds the next address among several', () => {
    const header = `<${base}/repos?page=1>; rel="prev", <${base}/repos?page=3>; rel="next", <${base}/repos?page=9>; rel="last"`

    expect(nextLink(link(header), base)).toBe(`${base}/repos?page=3`)
    expect(linkWith(header, 'last')).toBe(`${base}/repos?page=9`)
  })

  it('reads relative addresses, unquoted relations and several relations in one', () => {
    expect(nextLink(link('</repos?page=2>; rel=next'), base)).toBe(`${base}/repos?page=2`)
    expect(nextLink(link('</repos?a=1,2>; title="x"; rel="last next"'), base)).toBe(`${base}/repos?a=1,2`)
  })

  it('has no next page without a header or without that relation', () => {
    expect(nextLink({}, base)).toBeUndefined()
    expect(nextLink(link(`<${base}/repos?page=1>; rel="prev"`), base)).toBeUndefined()
  })

  it.each([
    'https://evil.example/repos?page=2',
    'https://api.github.com.evil.example/',
    'https://api.github.com:8443/',
    'https://u:p@api.github.com/',
    'ftp://api.github.com/',
  ])('refuses %s', (address) => {
    expect(() => nextLink(link(`<${address}>; rel="next"`), base)).toThrow(expect.objectContaining({ kind: 'contract' }))
  })

  it('keeps the scheme of the base address when a proxy made the server write another', () => {
    expect(nextLink(link('<http://api.github.com/repos?page=2>; rel="next"'), base)).toBe(`${base}/repos?page=2`)
  })
})
