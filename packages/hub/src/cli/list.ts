import { type Command, InvalidArgumentError } from 'commander'
import { type Column, countLine, print, table } from './output.ts'
import type { Terminal } from './terminal.ts'

/** Options every list has. */
export interface ListOptions {
  readonly limit: number
  readonly all?: boolean
  readonly json?: boolean
}

/** One page as the hub answers it. */
interface Page<T> {
  readonly items: readonly T[]
  readonly nextCursor: string | null
  readonly count: { readonly value: number; readonly relation: 'exact' | 'at-least' }
}

const largestPage = 200

/** Adds the options every list has. */
export function listing(command: Command): Command {
  return command
    .option('--limit <number>', 'how many to show', wholeNumber, 50)
    .option('--all', 'show all of them, however many')
    .option('--json', 'print JSON, as the API answers')
}

/** Reads as many pages as are asked for and prints them. */
export async function printList<T>(
  terminal: Terminal,
  options: ListOptions,
  noun: string,
  columns: readonly Column<T>[],
  read: (page: { readonly limit: number; readonly cursor?: string }) => Promise<Page<T>>,
): Promise<void> {
  const items: T[] = []
  const wanted = options.all === true ? Number.POSITIVE_INFINITY : options.limit
  let page: Page<T>
  let cursor: string | undefined
  do {
    page = await read({ limit: Math.min(wanted - items.length, largestPage), ...(cursor !== undefined && { cursor }) })
    items.push(...page.items)
    cursor = page.nextCursor ?? undefined
  } while (cursor !== undefined && items.length < wanted)

  const { count, nextCursor } = page
  print(terminal, options.json, { items, nextCursor, count }, () => {
    if (items.length === 0) return `No ${noun}.\n`
    return table(items, columns, terminal.width) + countLine(items.length, count, noun)
  })
}

/** Collects an option that may be given several times. */
export function collect(value: string, previous: readonly string[] | undefined): readonly string[] {
  return [...(previous ?? []), value]
}

/** A whole number from 1 on. */
export function wholeNumber(text: string): number {
  if (!/^\d{1,9}$/.test(text) || Number(text) < 1) throw new InvalidArgumentError('It must be a whole number from 1 on.')
  return Number(text)
}
