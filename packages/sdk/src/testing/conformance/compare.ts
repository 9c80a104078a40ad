import { expect } from 'vitest'
import type { Outcome } from './outcome.ts'
import type { Session } from './session.ts'
import type { Trial } from './stage.ts'

/**
 * Items in a form that two runs can be compared by: in an order of our own, and without the address of the emulator, which
 * listens elsewhere in each world.
 */
export function comparable(items: readonly unknown[], emulatorUrl?: string): readonly unknown[] {
  const written = items.map((item) => JSON.stringify(item))
  const texts = emulatorUrl === undefined ? written : written.map((text) => text.replaceAll(emulatorUrl, 'https://vendor.test'))
  return texts.sort().map((text): unknown => JSON.parse(text))
}

/** Expects what an undisturbed run gives. */
export function expectUsual(session: Session, trial: Trial, outcome: Outcome): void {
  expect(comparable(outcome.items, session.world.emulator.url)).toEqual(comparable(trial.usual.items, trial.usualUrl))
  expect(outcome.unreadable).toEqual([])
}
