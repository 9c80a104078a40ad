import type { Kind, Page, Sighting } from '@patchbay/sdk'
import { collectOddities, idAt, type Note, readRows, textOrNull } from '@patchbay/sdk/shape'
import type { z } from 'zod'
import type { AlertFamily } from './alert-family.ts'
import { toCodeSighting } from './map-code-scanning.ts'
import { toDependabotSighting } from './map-dependabot.ts'
import { toSecretSighting } from './map-secret-scanning.ts'
import { type CodeAlert, codeAlert, dependabotAlert, secretAlert } from './schema.ts'
import type { Origin } from './sighting.ts'
import { codeStanding, dependabotStanding, type Standing, secretStanding } from './status.ts'

interface Shape<Row> {
  readonly schema: z.ZodType<Row>
  readonly standingOf: (row: Row, note: Note) => Standing
  readonly toSighting: (row: Row, origin: Origin, note: Note) => Sighting
  /** Default: every row is on the branch, because the family knows none. */
  readonly isOnBranch?: (row: Row, branch: string | null) => boolean
}

type Read = (rows: readonly unknown[], origin: Origin, kinds: readonly Kind[]) => Page<Sighting>

/** Reads one page of raw alerts: every row is given, set aside, or counted under the reason why it is not here. */
export const readAlerts: Readonly<Record<AlertFamily, Read>> = {
  dependabot: reader({ schema: dependabotAlert, standingOf: dependabotStanding, toSighting: toDependabotSighting }),
  'code-scanning': reader({
    schema: codeAlert,
    standingOf: codeStanding,
    toSighting: toCodeSighting,
    isOnBranch,
  }),
  'secret-scanning': reader({ schema: secretAlert, standingOf: secretStanding, toSighting: toSecretSighting }),
}

function reader<Row>(shape: Shape<Row>): Read {
  return (rows, origin, kinds) => {
    const { note, oddities } = collectOddities()
    const { items, unreadable } = readRows(shape.schema, rows, idAt('number'), origin.target)
    const filtered = new Map<string, number>()
    const leaveOut = (reason: string) => void filtered.set(reason, (filtered.get(reason) ?? 0) + 1)

    const sightings: Sighting[] = []
    for (const row of items) {
      if (!(shape.isOnBranch?.(row, origin.branch) ?? true)) leaveOut('on-another-branch')
      else if (!shape.standingOf(row, note).present) leaveOut('already-resolved')
      else {
        const sighting = shape.toSighting(row, origin, note)
        if (kinds.includes(sighting.kind)) sightings.push(sighting)
        else leaveOut('kind-not-selected')
      }
    }
    return { items: sightings, unreadable, oddities, ...(filtered.size > 0 && { filtered: Object.fromEntries(filtered) }) }
  }
}

/** GitHub was asked about one branch. Should it ever answer about another one, or a pull request, that does not count. */
function isOnBranch({ most_recent_instance: instance }: CodeAlert, branch: string | null): boolean {
  const ref = textOrNull(instance?.ref, 300)
  return ref === null || branch === null || ref.replace(/^refs\/heads\//, '') === branch
}
