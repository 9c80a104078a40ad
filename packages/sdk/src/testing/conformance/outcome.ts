import type { Coverage, Harvest, Oddity, Page, Unreadable } from '../../connector.ts'

/** Everything one run of a verb came to. */
export interface Outcome {
  readonly pages: readonly Page<unknown>[]
  readonly items: readonly unknown[]
  readonly unreadable: readonly Unreadable[]
  readonly oddities: readonly Oddity[]
  /** `null` when the run threw. */
  readonly coverage: Coverage<unknown> | null
  /** What it threw; `null` when it did not. */
  readonly error: unknown
}

/** Runs a listing to its end, whatever that is. `onPage` is called while the listing waits to be asked for more. */
export async function drain(
  harvest: Harvest<unknown, Coverage<unknown>>,
  onPage: (page: Page<unknown>, count: number) => void = () => {},
): Promise<Outcome> {
  const pages: Page<unknown>[] = []
  const end = await toTheEnd(harvest, pages, onPage)
  return {
    pages,
    items: pages.flatMap((page) => page.items),
    unreadable: pages.flatMap((page) => page.unreadable ?? []),
    oddities: pages.flatMap((page) => page.oddities ?? []),
    ...end,
  }
}

async function toTheEnd(
  harvest: Harvest<unknown, Coverage<unknown>>,
  pages: Page<unknown>[],
  onPage: (page: Page<unknown>, count: number) => void,
): Promise<Pick<Outcome, 'coverage' | 'error'>> {
  try {
    for (;;) {
      const step = await harvest.next()
      if (step.done) return { coverage: step.value, error: null }
      pages.push(step.value)
      onPage(step.value, pages.length)
    }
  } catch (error) {
    return { coverage: null, error: error ?? new Error('It threw nothing.') }
  }
}

/** Whether the run claims to have seen everything: no error, complete, and no part left out. */
export function claimsAll({ coverage }: Outcome): boolean {
  return coverage?.kind === 'complete' && (coverage.gaps ?? []).length === 0
}
