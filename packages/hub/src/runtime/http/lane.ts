import { Fault } from '@patchbay/sdk'
import type { Clock } from './clock.ts'

/** What one request needs to know before it may start. */
export interface Entry {
  /** Longest wait for a rate limit, in milliseconds. */
  readonly maxWait: number
  readonly budget: { readonly requests: number; readonly seconds: number } | undefined
  readonly signal: AbortSignal
}

/** A place in a lane. */
export interface Admission {
  /** Milliseconds spent waiting for a rate limit; waiting for a place is not counted. */
  readonly waited: number
  /** Gives the place back; a second call does nothing. */
  leave(): void
}

/** The queue in front of one host for one set of credentials. Everybody who shares the credentials shares its limits. */
export interface Lane {
  /**
   * Waits for a free place, for the end of a pause and for the budget. Throws `throttled` with `retryAfter` when the wait
   * for the latter two would be longer than `maxWait`.
   */
  enter(entry: Entry): Promise<Admission>
  /** No request starts before this time (milliseconds since the epoch). Never shortens an earlier pause. */
  pause(until: number): void
  /** The lowest limit anybody asked for counts. */
  limit(concurrency: number): void
  /** Whether nothing would be forgotten by dropping it. */
  idle(): boolean
}

/** All lanes of a process. */
export interface Lanes {
  /** `key` tells host and credentials apart; it must not hold the credentials themselves. */
  of(key: string, concurrency: number): Lane
}

export function createLanes(clock: Clock): Lanes {
  const lanes = new Map<string, Lane>()

  return {
    of: (key, concurrency) => {
      const known = lanes.get(key)
      if (known !== undefined) {
        known.limit(concurrency)
        return known
      }
      for (const [other, lane] of lanes) if (lane.idle()) lanes.delete(other)
      const lane = createLane(clock, concurrency)
      lanes.set(key, lane)
      return lane
    },
  }
}

function createLane(clock: Clock, concurrency: number): Lane {
  const waiting = new Set<() => void>()
  /** When the requests of the running window started. */
  let started: number[] = []
  let window = 0
  let places = concurrency
  let taken = 0
  let pausedUntil = 0

  async function takePlace(signal: AbortSignal): Promise<void> {
    signal.throwIfAborted()
    if (taken < places && waiting.size === 0) {
      taken += 1
      return
    }
    await new Promise<void>((resolve, reject) => {
      const give = () => {
        signal.removeEventListener('abort', leave)
        resolve()
      }
      const leave = () => {
        waiting.delete(give)
        reject(signal.reason)
      }
      waiting.add(give)
      signal.addEventListener('abort', leave, { once: true })
    })
  }

  /** Hands places to those who wait, in the order they came. */
  function freePlace(): void {
    taken -= 1
    for (const give of waiting) {
      if (taken >= places) return
      waiting.delete(give)
      taken += 1
      give()
    }
  }

  function openAt(budget: Entry['budget']): number {
    if (budget === undefined) return pausedUntil
    window = budget.seconds * 1000
    started = started.filter((time) => time > clock.now() - window)
    const blocking = started.at(-budget.requests)
    return blocking === undefined ? pausedUntil : Math.max(pausedUntil, blocking + window)
  }

  async function waitUntilOpen({ budget, maxWait, signal }: Entry): Promise<number> {
    let waited = 0
    for (;;) {
      signal.throwIfAborted()
      const wait = openAt(budget) - clock.now()
      if (wait <= 0) break
      if (waited + wait > maxWait) throw tooLong(wait)
      await clock.sleep(wait, signal)
      waited += wait
    }
    if (budget !== undefined) started.push(clock.now())
    return waited
  }

  return {
    enter: async (entry) => {
      await takePlace(entry.signal)
      try {
        const waited = await waitUntilOpen(entry)
        return { waited, leave: once(freePlace) }
      } catch (error) {
        freePlace()
        throw error
      }
    },
    pause: (until) => {
      pausedUntil = Math.max(pausedUntil, until)
    },
    limit: (wanted) => {
      places = Math.min(places, wanted)
    },
    idle: () =>
      taken === 0 && waiting.size === 0 && pausedUntil <= clock.now() && (started.at(-1) ?? 0) + window <= clock.now(),
  }
}

function once(action: () => void): () => void {
  let done = false
  return () => {
    if (done) return
    done = true
    action()
  }
}

/** The fault of a wait nobody wants to sit through. `wait` in milliseconds. */
export function tooLong(wait: number): Fault {
  const retryAfter = Math.ceil(wait / 1000)
  return new Fault(
    'throttled',
    `The vendor asks to wait ${retryAfter} seconds before the next request, longer than a run waits.`,
    {
      retryAfter,
    },
  )
}
