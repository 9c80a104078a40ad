import type { OperationNote } from '../../store/operations/writer.ts'
import { addCounts, noCounts } from '../operations/run.ts'
import type { RunLog } from '../operations/run-log.ts'
import { amount, tallied } from '../operations/words.ts'
import type { PageOutcome } from './apply-page.ts'
import type { EndedScope } from './scope.ts'

/** What the log of a run says about one part of it: how far it is after ever more pages, and how it ended. */
export interface ScopeLog {
  page(outcome: Pick<PageOutcome, 'counts' | 'notes'>): void
  end(end: EndedScope): void
}

export function createScopeLog(log: RunLog, names: readonly string[]): ScopeLog {
  const name = nameOf(names)
  let counts = noCounts
  return {
    page({ counts: page, notes }) {
      counts = addCounts(counts, page)
      tellRows(log, name, notes)
      if (isMilestone(counts.pages)) log.info(`${name}: ${amount(counts.pages, 'page')} so far, ${tallied(counts)}.`)
    },
    end({ state, reason, closed, notes }) {
      const did = `${amount(counts.pages, 'page')}, ${tallied({ ...counts, closed: counts.closed + closed })}.`
      for (const note of notes) tellNote(log, note)
      if (state === 'complete') log.info(`${name}: read to the end. ${did}`)
      else if (state === 'changes') log.info(`${name}: what changed since the last time was read. ${did}`)
      else if (state === 'held') log.warning(`${name}: read to the end, and held back until somebody confirms it. ${did}`)
      else log.warning(`${name}: read in part, so nothing is taken for gone. ${reason ?? ''} ${did}`)
    },
  }
}

/** Every tenth page, later every hundredth: a line for each would fill the log of a large run with nothing. */
export function isMilestone(pages: number): boolean {
  return pages > 0 && pages % (pages < 100 ? 10 : 100) === 0
}

/** Rows that could not be read, or hold what nobody documented: how many, and the first of them. */
export function tellRows(log: RunLog, name: string, notes: readonly OperationNote[]): void {
  const setAside = notes.filter((note) => note.kind === 'set-aside')
  const [row] = setAside
  if (row !== undefined) {
    const where = [row.externalId, row.path].filter((part) => part !== null && part !== '').join(' at ')
    log.warning(`${name}: ${amount(setAside.length, 'row')} could not be read. The first, ${where}: ${row.message}`)
  }
  const odd = notes.filter((note) => note.kind === 'oddity')
  const [first] = odd
  if (first !== undefined) {
    log.info(`${name}: ${amount(odd.length, 'value')} nobody documented. The first, at ${first.path}: ${first.message}`)
  }
}

function tellNote(log: RunLog, { kind, target, path, message }: OperationNote): void {
  const where = [target, path].filter((part) => part !== null).join(', ')
  if (kind === 'gap') log.info(`Not looked at${where === '' ? '' : ` (${where})`}: ${message}`)
  if (kind === 'hold') log.warning(`${where}: ${message}`)
}

function nameOf([first = 'Nothing', ...others]: readonly string[]): string {
  return others.length === 0 ? first : `${first} and ${amount(others.length, 'more record')}`
}
