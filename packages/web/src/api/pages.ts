import type { InfiniteData } from '@tanstack/react-query'
import type { BoundedCount } from '../format/number.ts'

/** One page of a list, as every list of the API answers it. */
export interface Page<T> {
  readonly items: readonly T[]
  readonly nextCursor: string | null
  readonly count: BoundedCount
}

export type Pages<T> = InfiniteData<Page<T>>

/** What every endless list has in common: it starts without a cursor and follows the one it is given. */
export const paging = {
  initialPageParam: firstCursor(),
  getNextPageParam: (page: Page<unknown>) => page.nextCursor ?? undefined,
}

function firstCursor(): string | undefined {
  return undefined
}

export function rowsOf<T>(data: Pages<T> | undefined): readonly T[] {
  return data?.pages.flatMap((page) => page.items) ?? []
}

export function countOf(data: Pages<unknown> | undefined): BoundedCount | undefined {
  return data?.pages[0]?.count
}
