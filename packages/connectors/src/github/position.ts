import { z } from 'zod'
import { type AlertFamily, alertFamilies } from './alert-family.ts'

const family = z.enum(alertFamilies)

const position = z.object({
  /** The list to go on with. */
  family,
  /** Link to a page of it; absent is its start. */
  from: z.string().optional(),
  /** Lists that were refused so far, with the reason: what they report must not be closed. */
  refused: z.array(z.tuple([family, z.string()])),
})

/** Where in the lists of one repository a run is. */
export type Position = z.output<typeof position>

export type Refusals = ReadonlyMap<AlertFamily, string>

export function writePosition({ family, from, refused }: { family: AlertFamily; from?: string; refused: Refusals }): string {
  const written: Position = { family, ...(from !== undefined && { from }), refused: [...refused] }
  return JSON.stringify(written)
}

/** `null` when there is none, or one of other lists or of an older version: the repository is then read from its start. */
export function readPosition(text: string | undefined, families: readonly AlertFamily[]): Position | null {
  if (text === undefined) return null
  try {
    const { data } = position.safeParse(JSON.parse(text))
    return data !== undefined && families.includes(data.family) ? data : null
  } catch {
    return null
  }
}
