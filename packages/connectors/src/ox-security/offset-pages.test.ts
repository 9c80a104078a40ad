import { describe, expect, it } from 'vitest'
import { offsetPages, type Start } from './offset-pages.ts'

const rows = (ids: readonly number[]) => ids.map((id) => ({ id: String(id) }))
const upTo = (last: number, first = 1) => Array.from({ length: last - first + 1 }, (_, index) => first + index)

/** A list whose content may change between requests: `states[n]` is what the nth request meets, the last one for all later. */
function list(states: readonly (readonly number[])[], size: number, options: { cursor?: boolean; total?: boolean } = {}) {
  const starts: Start[] = []
  async function read(start: Start) {
    const state = states[Math.min(starts.length, states.length - 1)] ?? []
    starts.push(start)
    const offset = 'cursor' in start ? Number(start.cursor) : start.offset
    const more = offset + size < state.length
    return {
      rows: rows(state.slice(offset, offset + size)),
      total: options.total === false ? null : state.length,
      cursor: options.cursor && more ? String(offset + size) : null,
    }
  }
  return { starts, read }
}

async function walk(
  read: (start: Start) => Promise<{ rows: unknown[]; total: number | null; cursor: string | null }>,
  from?: Start,
) {
  const listing = offsetPages({ what: 'things', read, idOf: (row) => (row as { id: string }).id, from })
  const ids: number[] = []
  const nexts: (Start | undefined)[] = []
  for (;;) {
    const step = await listing.next()
    if (step.done) return { ids, nexts, missing: step.value }
    ids.push(...step.value.rows.map((row) => Number((row as { id: string }).id)))
    nexts.push(step.value.next)
  }
}

describe('offsetPages', () => {
  it('gives every row once, with pages that overlap', async () => {
    const { read, starts } = list([upTo(100)], 40)

    expect(await walk(read)).toMatchObject({ ids: upTo(100), missing: null })
    expect(starts.map((start) => 'offset' in start && start.offset)).toEqual([0, 30, 60])
  })

  it('reads a list the server gives two rows at a time, and one without a total', async () => {
    expect(await walk(list([upTo(7)], 2).read)).toMatchObject({ ids: upTo(7), missing: null })
    expect(await walk(list([upTo(7)], 2, { total: false }).read)).toMatchObject({ ids: upTo(7), missing: null })
  })

  it('misses nothing when a few rows before the seam go away', async () => {
    const { read, starts } = list([upTo(100), upTo(100, 6)], 40)

    expect((await walk(read)).ids).toEqual(upTo(100))
    expect(starts).toHaveLength(3)
  })

  it('reads the list once more when so many go away that the seam does not hold', async () => {
    const { read } = list([upTo(100), upTo(100, 36)], 40)

    const { ids, missing } = await walk(read)

    expect(ids.toSorted((left, right) => left - right)).toEqual(upTo(100))
    expect(missing).toBeNull()
  })

  it('does not take a page behind a list that has shrunk for the end', async () => {
    const { read } = list([upTo(100), upTo(100, 85)], 40)

    expect((await walk(read)).ids).toEqual([...upTo(40), ...upTo(100, 85)])
  })

  it('says that something may be missing when the list keeps changing', async () => {
    const { read } = list([upTo(200), upTo(200, 50), upTo(200, 50), upTo(200, 100)], 40)

    expect((await walk(read)).missing).toContain('kept changing')
  })

  it('prefers the vendor’s cursor, and stops with it', async () => {
    const { read, starts } = list([upTo(100)], 40, { cursor: true })

    expect(await walk(read)).toMatchObject({ ids: upTo(100), missing: null })
    expect(starts).toEqual([{ offset: 0, tail: [] }, { cursor: '40' }, { cursor: '80' }])
  })

  it('goes on behind the last row a run that died has given', async () => {
    const { nexts } = await walk(list([upTo(100)], 40).read)

    const { ids, missing } = await walk(list([upTo(100)], 40).read, nexts[0])

    expect(ids).toEqual(upTo(100, 41))
    expect(missing).toBeNull()
  })

  it('starts over when the place it should go on from is gone', async () => {
    const { nexts } = await walk(list([upTo(100)], 40).read)

    expect((await walk(list([upTo(120, 60)], 40).read, nexts[0])).ids).toEqual(upTo(120, 60))
  })

  it('says how many rows the vendor counts but does not list', async () => {
    const short = async ({ offset = 0 }: { offset?: number }) => ({
      rows: rows(upTo(30).slice(offset)),
      total: 50,
      cursor: null,
    })

    expect((await walk((start) => short('offset' in start ? start : {}))).missing).toMatch(/^20 of 50 things/)
  })

  it.each([
    ['page', null],
    ['cursor', 'c'],
  ])('raises contract for a list that always gives the same %s', async (_, cursor) => {
    let asked = 0
    const stuck = async () => {
      asked += 1
      return { rows: rows(cursor === null ? [1, 2] : [2 * asked, 2 * asked + 1]), total: 1000, cursor }
    }

    await expect(walk(stuck)).rejects.toMatchObject({ kind: 'contract' })
  })
})
