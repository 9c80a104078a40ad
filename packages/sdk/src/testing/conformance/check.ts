import type { Plugin } from '../../plugin.ts'
import type { ConformanceWorld } from '../world.ts'
import { verbs } from './session.ts'
import type { Stage } from './stage.ts'

/** Decides whether a check says anything about a connector. */
export interface Subject {
  readonly plugin: Plugin
  /** Absent for the checks of the folder. */
  readonly world?: ConformanceWorld
}

/** One promise every connector keeps. */
export interface Check {
  /** Finishes the sentence "it …". */
  readonly title: string
  /** When it says something, in words for the published table. Absent: always. */
  readonly when?: { readonly words: string; readonly holds: (subject: Subject) => boolean }
  readonly run: (stage: Stage) => Promise<void> | void
}

/** Checks about one matter. */
export interface Chapter {
  readonly title: string
  readonly checks: readonly Check[]
}

const reads: NonNullable<Check['when']> = {
  words: 'it reads something',
  holds: ({ plugin }) => verbs.some((verb) => plugin.capabilities.includes(verb)),
}

/** The same checks, of connectors that read something from the vendor. What a check asks for besides still counts. */
export function whenReading(checks: readonly Check[]): readonly Check[] {
  return checks.map(({ when, ...check }) => ({
    ...check,
    when: { words: when?.words ?? reads.words, holds: (subject) => reads.holds(subject) && (when?.holds(subject) ?? true) },
  }))
}
