import { setTimeout as timer } from 'node:timers/promises'

/** Time and chance, handed in so that tests neither wait nor guess. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number
  /** Rejects with the signal's reason as soon as it aborts. */
  sleep(milliseconds: number, signal: AbortSignal): Promise<void>
  /** At least 0, below 1. */
  random(): number
}

// setTimeout turns anything longer than this into 1 ms.
const longestTimer = 2 ** 31 - 1

export const systemClock: Clock = {
  now: () => Date.now(),
  random: () => Math.random(),
  sleep: async (milliseconds, signal) => {
    try {
      await timer(Math.min(milliseconds, longestTimer), undefined, { signal })
    } catch (error) {
      signal.throwIfAborted()
      throw error
    }
  },
}
