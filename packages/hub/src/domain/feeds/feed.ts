import { Problem } from '../problem.ts'

export const feedIds = ['kev', 'epss', 'osv'] as const

/** A public source of facts about problems: CISA's known exploited vulnerabilities, FIRST's EPSS scores, OSV's advisories. */
export type FeedId = (typeof feedIds)[number]

/** Data that is not what it should be; whatever is held stays. */
export function unreadableFeed(message: string): Problem {
  return new Problem('invalid', message, {
    code: 'feed-unreadable',
    remedy: 'Check the address or the file. The data held so far stays in use.',
  })
}

/** Less than half of what there was is a cut off file, not news. Throws for such. */
export function requireWhole(before: number | null, after: number): void {
  if (before === null || after * 2 >= before) return
  throw new Problem('invalid', `The data has ${after} rows, where there were ${before}: too few to believe.`, {
    code: 'feed-shrunken',
    remedy: 'Check the address or the file. The data held so far stays in use.',
  })
}

/** Data older than what is held is no news either. Throws for such. */
export function requireNewer(before: Date | null, after: Date | null): void {
  if (before === null || after === null || after >= before) return
  const [held, given] = [before, after].map((date) => date.toISOString().slice(0, 10))
  throw new Problem('invalid', `The data is of ${given}, older than that of ${held} which is held.`, {
    code: 'feed-older',
    remedy: 'Give newer data.',
  })
}
