import { describe, expect, it } from 'vitest'
import { numberedPages } from './pages.ts'

const rows = (...ids: readonly number[]) => ids.map((id) => ({ id }))

/** A list whose content may change between requests: `states[n]` is what the nth request meets, the last one for all later. */
function list(states: readonly (readonly number[])[], size: number) {
  const asked: number[] = []
  async function read(page: number) {
    const state = states[Math.min(asked.length, states.length - 1)] ?? []
    asked.push(page)
    return rows(...state.slice(page * size, (page + 1) * size))
  }
  return { read, asked }
}

async function ids(read: (page: number) => Promise<readonly unknown[]>, newestFirst = false): Promise<readonly unknown[]> {
  const found: unknown[] = []
  for await (const page of numberedPages(read, { what: 'things', newestFirst })) {
    found.push(...page.map((row) => (row as { id: number }).id))
  }
  return found
}

describe('numberedPages', () => {
  it('goes on to an empty page, as a short one may only mean that the server sends less than was asked for', async () => {
    const { read, asked } = list([[1, 2, 3]], 2)

    expect(await ids(read)).toEqual([1, 2, 3])
    expect(asked).toEqual([0, 1, 2])
  })

  it('gives a row that is pushed to a later page once', async () => {
    const { read } = list(
      [
        [1, 2, 3, 4],
        [9, 1, 2, 3, 4],
      ],
      2,
    )

    expect(await ids(read)).toEqual([1, 2, 3, 4])
  })

  it('finds what came in at the top while it read', async () => {
    const { read } = list(
      [
        [1, 2, 3, 4],
        [9, 1, 2, 3, 4],
      ],
      2,
    )

    expect(await ids(read, true)).toEqual([1, 2, 3, 4, 9])
  })

  it('finds a row that jumped to the top before its page was read', async () => {
    const { read } = list(
      [
        [1, 2, 3, 4],
        [4, 1, 2, 3],
      ],
      2,
    )

    expect(await ids(read, true)).toEqual([1, 2, 3, 4])
  })

  it('finds what was pulled up from a page it had not read by rows that went', async () => {
    const states = [
      [1, 2, 3, 4, 5, 6],
      [1, 3, 4, 5, 6],
    ]
    const { read } = list(states, 2)
    const seams: number[] = []
    async function before(page: number) {
      seams.push(page)
      return rows(...(states[1] ?? []).slice(page * 2 - 1, page * 2))
    }

    const found: unknown[] = []
    for await (const page of numberedPages(read, { what: 'things', seam: { size: 2, before } })) {
      found.push(...page.map((row) => (row as { id: number }).id))
    }

    expect(found.toSorted()).toEqual([1, 2, 3, 4, 5, 6])
    expect(seams).toEqual([1, 2])
  })

  it('does not read a list of one page twice', async () => {
    const { read, asked } = list([[1, 2]], 3)

    await ids(read, true)

    expect(asked).toEqual([0, 1])
  })

  it('raises contract for a list that always gives the same page', async () => {
    await expect(ids(async () => rows(1, 2))).rejects.toMatchObject({ kind: 'contract' })
  })
})
