import type { Flaw } from './flaw.ts'
import { flawsAtRest } from './flaws-at-rest.ts'
import { flawsInReading } from './flaws-in-reading.ts'
import { flawsOnTheWay } from './flaws-on-the-way.ts'

/** At least one for every check of the kit. */
export const flaws: readonly Flaw[] = [...flawsAtRest, ...flawsOnTheWay, ...flawsInReading]
