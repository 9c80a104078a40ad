import { queryOptions } from '@tanstack/react-query'

/** The outline of a mark of the icon set, on 24 × 24; `null` when the set has none by this name. */
export function markPathQuery(icon: string | null) {
  return queryOptions({
    queryKey: ['mark', icon],
    queryFn: () => (icon === null ? null : readPath(icon)),
    staleTime: Number.POSITIVE_INFINITY,
    enabled: icon !== null,
    retry: false,
  })
}

async function readPath(icon: string): Promise<string | null> {
  const response = await fetch(`/marks/${encodeURIComponent(icon.slice(0, 2))}.json`)
  if (!response.ok) return null
  const marks: unknown = await response.json()
  if (typeof marks !== 'object' || marks === null) return null
  const path = new Map<string, unknown>(Object.entries(marks)).get(icon)
  return typeof path === 'string' ? path : null
}
