import type { Operation } from '../../api/types.ts'
import { formatNumber } from '../../format/number.ts'

/** `web-shop, api and 4 more`: the records a sync was asked to read. */
export function recordsWord({ count, named }: NonNullable<Operation['records']>): string {
  const names = named.map(({ name }) => name).join(', ')
  const more = count - named.length
  if (more === 0) return names
  return named.length === 0 ? `${formatNumber(count)} no longer here` : `${names} and ${formatNumber(more)} more`
}
