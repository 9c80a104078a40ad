import pg from 'pg'

const { builtins } = pg.types
const bigintArray = 1016
const dateArray = 1182

/**
 * How columns are read, for one pool rather than for the whole process: `bigint` (ids, counts) as a number, `date` as the
 * text `YYYY-MM-DD` (a day is in no time zone), `timestamptz` as a Date, `numeric` as text.
 */
export function columnTypes(): pg.CustomTypesConfig {
  const types = new pg.TypeOverrides()
  types.setTypeParser(builtins.INT8, toNumber)
  types.setTypeParser(bigintArray, (text) => readArray(text, toNumber))
  types.setTypeParser(builtins.DATE, (text) => text)
  types.setTypeParser(dateArray, (text) => readArray(text, (item) => item))
  return types
}

/** Throws rather than rounding: an id that is off by one is another row. */
function toNumber(text: string): number {
  const number = Number(text)
  if (!Number.isSafeInteger(number)) throw new RangeError(`The bigint ${text} does not fit into a number`)
  return number
}

/** Neither numbers nor days are ever quoted. */
function readArray<T>(text: string, read: (item: string) => T): readonly (T | null)[] {
  const items = text.slice(1, -1)
  return items === '' ? [] : items.split(',').map((item) => (item === 'NULL' ? null : read(item)))
}
