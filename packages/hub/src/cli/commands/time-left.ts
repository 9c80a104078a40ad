/** Whole days that seconds are: `3 d`, or `2 d late` once they are below 0. */
export function daysLeft(seconds: number): string {
  const days = Math.floor(Math.abs(seconds) / 86_400)
  return seconds < 0 ? `${days} d late` : `${days} d`
}
