import type { Plugin } from '../../plugin.ts'
import type { ConformanceWorld } from '../world.ts'
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
