import type { Kind, Page, Sighting } from '@patchbay/sdk'
import { collectOddities, idAt, isRecord, type Note, readRows, textAt } from '@patchbay/sdk/shape'
import type { z } from 'zod'
import { type Origin, toCodeSighting, toDependencySighting } from './map.ts'
import { toSecretSighting } from './map-secret.ts'
import type { Place, Places } from './plan.ts'
import { codeFinding, dependencyFinding, secretFinding } from './schema.ts'
import { secretStandingOf, standingOf } from './status.ts'
import { branchOf } from './target.ts'

/** What is the same for all pages of a scope. */
export interface Reader {
  readonly places: Places
  readonly kinds: readonly Kind[]
  /** Address of the organization in the web app. */
  readonly app: string
}

interface Row {
  readonly id: string
  readonly repository: { readonly name: string; readonly url?: string | null | undefined }
  readonly ref?: string | null | undefined
}

interface Shape<T extends Row> {
  readonly schema: z.ZodType<T>
  readonly isPresent: (row: T, note: Note) => boolean
  readonly belongs: (row: T, place: Place) => boolean
  readonly toSighting: (row: T, origin: Origin, note: Note) => Sighting
}

export function readCodePage(rows: readonly unknown[], branch: string | null, reader: Reader): Page<Sighting> {
  return readPage(rows, reader, {
    schema: codeFinding,
    isPresent: (row, note) => standingOf(row, note).present,
    belongs: (row, place) => place.branch === branch && isOn(row, place),
    toSighting: toCodeSighting,
  })
}

export function readDependencyPage(rows: readonly unknown[], branch: string | null, reader: Reader): Page<Sighting> {
  return readPage(rows, reader, {
    schema: dependencyFinding,
    isPresent: (row, note) => standingOf(row, note).present,
    belongs: (row, place) => place.branch === branch && isOn(row, place),
    toSighting: toDependencySighting,
  })
}

export function readSecretPage(rows: readonly unknown[], reader: Reader): Page<Sighting> {
  return readPage(rows, reader, {
    schema: secretFinding,
    isPresent: (row, note) => secretStandingOf(row, note).present,
    belongs: isOn,
    toSighting: toSecretSighting,
  })
}

/** Every row is given, set aside, or counted under the reason why it is not here. */
function readPage<T extends Row>(rows: readonly unknown[], { places, kinds, app }: Reader, shape: Shape<T>): Page<Sighting> {
  const { note, oddities } = collectOddities()
  // Lists are of the whole organization; what cannot be read in somebody else's project is no concern of this scope.
  const ours = rows.filter((row) => !isElsewhere(row, places))
  const { items, unreadable } = readRows(shape.schema, ours, idAt('id'))
  const filtered = new Map<string, number>()
  const leaveOut = (reason: string, count = 1) => void (count > 0 && filtered.set(reason, (filtered.get(reason) ?? 0) + count))
  leaveOut('of-another-record', rows.length - ours.length)

  const sightings: Sighting[] = []
  for (const row of items) {
    const place = places(row.repository)
    if (place === undefined) leaveOut('of-another-record')
    else if (!shape.belongs(row, place)) leaveOut('on-another-branch')
    else if (!shape.isPresent(row, note)) leaveOut('already-resolved')
    else {
      const sighting = shape.toSighting(row, { target: place.ref, app }, note)
      if (kinds.includes(sighting.kind)) sightings.push(sighting)
      else leaveOut('kind-not-selected')
    }
  }
  return { items: sightings, unreadable, oddities, ...(filtered.size > 0 && { filtered: Object.fromEntries(filtered) }) }
}

/** A row that names no repository at all might be anybody's: it is not left out, it cannot be read. */
function isElsewhere(row: unknown, places: Places): boolean {
  const repository = isRecord(row) ? row['repository'] : undefined
  if (textAt(repository, 'name') === null && textAt(repository, 'url') === null) return false
  return places(repository) === undefined
}

/** Where the project's branch is not known, any branch will do; the ref of a pull request never does. */
function isOn({ ref }: Row, { branch }: Place): boolean {
  if (!ref) return true
  const own = branchOf(ref)
  return own !== null && (branch === null || own === branch)
}
