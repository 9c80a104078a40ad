/** The emulator's idea of now. Token expiry, rate-limit windows and simulated scans read it; nothing sleeps on it. */
export interface Clock {
  now(): Date
  /** Moves forward by that many milliseconds. */
  advance(milliseconds: number): void
  /** Jumps to a moment. A clock that stood still stands still there; a running one runs on from there. */
  set(moment: Date | string): void
}

/** Without a moment the clock runs with the machine's; with one it stands still until it is moved. */
export function createClock(moment?: Date | string): Clock {
  if (moment !== undefined) return standingClock(parseMoment(moment))

  let offset = 0
  return {
    now: () => new Date(Date.now() + offset),
    advance: (milliseconds) => {
      offset += milliseconds
    },
    set: (next) => {
      offset = parseMoment(next) - Date.now()
    },
  }
}

function standingClock(start: number): Clock {
  let current = start
  return {
    now: () => new Date(current),
    advance: (milliseconds) => {
      current += milliseconds
    },
    set: (next) => {
      current = parseMoment(next)
    },
  }
}

function parseMoment(moment: Date | string): number {
  const time = new Date(moment).getTime()
  if (Number.isNaN(time)) throw new RangeError(`"${String(moment)}" is not a moment; give a Date or an ISO 8601 text.`)
  return time
}
