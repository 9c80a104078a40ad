import type { Flaw } from './flaw.ts'
import { flawsAtRest } from './flaws-at-rest.ts'
import { flawsInChanging } from './flaws-in-changing.ts'
import { flawsInExporting } from './flaws-in-exporting.ts'
import { flawsInReading } from './flaws-in-reading.ts'
import { flawsInTelling } from './flaws-in-telling.ts'
import { flawsInTicketing } from './flaws-in-ticketing.ts'
import { flawsOnTheWay } from './flaws-on-the-way.ts'

/** At least one for every check of the kit. */
export const flaws: readonly Flaw[] = [
  ...flawsAtRest,
  ...flawsOnTheWay,
  ...flawsInReading,
  ...flawsInTelling,
  ...flawsInTicketing,
  ...flawsInChanging,
  ...flawsInExporting,
]
