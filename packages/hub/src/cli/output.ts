import Table from 'cli-table3'
import { inert, type Terminal } from './terminal.ts'

/** A column of a table for people. `wide` ones give way first when the line is too long. */
export interface Column<T> {
  readonly title: string
  readonly value: (item: T) => string | number | null | undefined
  readonly wide?: boolean
}

const bare = {
  top: '',
  'top-mid': '',
  'top-left': '',
  'top-right': '',
  bottom: '',
  'bottom-mid': '',
  'bottom-left': '',
  'bottom-right': '',
  left: '',
  'left-mid': '',
  mid: '',
  'mid-mid': '',
  right: '',
  'right-mid': '',
  middle: '  ',
}

const narrowest = 12

/** Rows under their titles, without frames, so that they can be cut and searched. */
export function table<T>(items: readonly T[], columns: readonly Column<T>[], width: number | undefined): string {
  const cells = items.map((item) => columns.map((column) => inert(String(column.value(item) ?? ''))))
  const widths = fit(columns, cells, width)
  const rows = [columns.map((column) => column.title.toUpperCase()), ...cells]
  const drawn = new Table({ chars: bare, style: { 'padding-left': 0, 'padding-right': 0, head: [], border: [] } })
  drawn.push(...rows.map((row) => row.map((cell, index) => shorten(cell, widths[index] ?? cell.length))))
  return `${drawn
    .toString()
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n')}\n`
}

/** `name  value`, one a line; what is absent is left out. */
export function facts(pairs: readonly (readonly [string, string | number | boolean | null | undefined])[]): string {
  const shown = pairs.filter(([, value]) => value !== null && value !== undefined && value !== '')
  const longest = Math.max(0, ...shown.map(([name]) => name.length))
  return shown.map(([name, value]) => `${name.padEnd(longest)}  ${inert(String(value))}\n`).join('')
}

export function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`
}

/** How many rows there are beyond those shown. */
export function countLine(
  shown: number,
  { value, relation }: { readonly value: number; readonly relation: 'exact' | 'at-least' },
  noun: string,
): string {
  const all = `${relation === 'at-least' ? 'at least ' : ''}${value.toLocaleString('en')}`
  return shown === value ? `${all} ${noun}\n` : `${shown.toLocaleString('en')} of ${all} ${noun}\n`
}

/** Prints JSON where it is asked for, and something for people everywhere else. */
export function print(terminal: Terminal, asJson: boolean | undefined, value: unknown, forPeople: () => string): void {
  terminal.out(asJson === true ? json(value) : forPeople())
}

/** Takes from the widest of the wide columns until the line fits or all of them are narrow. */
function fit<T>(
  columns: readonly Column<T>[],
  cells: readonly (readonly string[])[],
  width: number | undefined,
): readonly number[] {
  const widths = columns.map((column, index) => Math.max(column.title.length, ...cells.map((row) => row[index]?.length ?? 0)))
  const gaps = 2 * (columns.length - 1)
  let over = widths.reduce((sum, size) => sum + size, gaps) - (width ?? Number.POSITIVE_INFINITY)
  while (over > 0) {
    const wide = columns.flatMap((column, index) => (column.wide === true ? [index] : []))
    const widest = wide.reduce((best, index) => ((widths[index] ?? 0) > (widths[best] ?? 0) ? index : best), wide[0] ?? 0)
    const size = widths[widest] ?? 0
    if (wide.length === 0 || size <= narrowest) break
    widths[widest] = size - 1
    over -= 1
  }
  return widths
}

function shorten(text: string, width: number): string {
  return text.length <= width ? text : `${text.slice(0, Math.max(0, width - 1))}…`
}
