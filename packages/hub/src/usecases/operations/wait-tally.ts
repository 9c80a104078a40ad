import type { RunLog } from './run-log.ts'
import { amount, duration } from './words.ts'

/** Milliseconds: shorter waits are the vendor's pace, and a run that waits all the time says so ever more rarely. */
const worthCounting = 1000
const firstWord = 30_000
const lastWord = 600_000

/** Adds up the waits of a run and says so now and then, instead of once a request. */
export function createWaitTally(log: RunLog): { readonly waited: (ms: number) => void; readonly end: () => void } {
  let threshold = firstWord
  let requests = 0
  let waitedMs = 0

  function tell(): void {
    if (requests === 0) return
    log.info(`Waited ${duration(waitedMs)} before ${amount(requests, 'request')}: for the vendor’s limits, or to try again.`)
    requests = 0
    waitedMs = 0
  }

  return {
    waited(ms) {
      if (ms < worthCounting) return
      requests += 1
      waitedMs += ms
      if (waitedMs < threshold) return
      tell()
      threshold = Math.min(threshold * 2, lastWord)
    },
    end: tell,
  }
}
