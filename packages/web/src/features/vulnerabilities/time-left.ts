const day = 86_400

interface Timed {
  readonly dueAt: string | null
  readonly timeLeft: number | null
  readonly waitingSince: string | null
}

/** `12d`, `-3d`, `5h`: what is left, for a narrow column. */
export function shortTimeLeft({ timeLeft, waitingSince }: Timed): string {
  if (timeLeft === null) return ''
  if (waitingSince !== null) return 'waits'
  const sign = timeLeft < 0 ? '−' : ''
  const seconds = Math.abs(timeLeft)
  return seconds < day ? `${sign}${Math.floor(seconds / 3600)}h` : `${sign}${Math.floor(seconds / day)}d`
}

/** The same in words: `3 days late`, `12 days left`, `12 days left, standing still`. */
export function timeLeftWords({ timeLeft, waitingSince }: Timed): string {
  if (timeLeft === null) return 'No deadline'
  const seconds = Math.abs(timeLeft)
  const [value, unit] = seconds < day ? [Math.floor(seconds / 3600), 'hour'] : [Math.floor(seconds / day), 'day']
  const amount = `${value} ${unit}${value === 1 ? '' : 's'}`
  if (waitingSince !== null) return timeLeft < 0 ? `${amount} late, standing still` : `${amount} left, standing still`
  return timeLeft < 0 ? `${amount} late` : `${amount} left`
}
