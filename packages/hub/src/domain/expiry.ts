const day = 86_400_000

/** Days before the end of credentials from which on people are warned. */
const warningDays = 14

/** When credentials end: the earlier of what the vendor tells and what a person gave, as either may know better. */
export function expiryOf(vendor: Date | null, given: Date | null): Date | null {
  if (vendor === null || given === null) return vendor ?? given
  return vendor < given ? vendor : given
}

/** Whole days that are left from two weeks before the end on: 0 on the last day, negative once it is over; `null` before. */
export function expiresInDays(end: Date | null, now: Date): number | null {
  if (end === null) return null
  const left = end.getTime() - now.getTime()
  return left > warningDays * day ? null : Math.floor(left / day)
}
