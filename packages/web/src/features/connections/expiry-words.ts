/** `Expires in 9 days`, `Expires today`, `Expired`. */
export function expiryWords(daysLeft: number): string {
  if (daysLeft < 0) return 'Expired'
  if (daysLeft === 0) return 'Expires today'
  return `Expires in ${daysLeft === 1 ? '1 day' : `${daysLeft} days`}`
}
