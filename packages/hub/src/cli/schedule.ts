import type { Resource } from '@patchbay/client'
import { InvalidArgumentError } from 'commander'

type Cadence = Resource<'Cadence'>

/** A cadence as it was given. In an object of its own, because Commander takes a null for a missing value. */
export interface GivenCadence {
  readonly cadence: Cadence
}

/** What `parseCadence` reads, for help texts. */
export const cadenceForms = '"every 6h", "daily 02:30 Europe/Berlin", "cron 0 3 * * 1-5 Europe/Berlin" or "never"'

/** Reads one of `cadenceForms`. Whether the time zone and the expression exist is for the hub to say. */
export function parseCadence(text: string): GivenCadence {
  const [word, ...rest] = text.trim().split(/\s+/)
  const timeZone = rest.at(-1)
  if (word === 'never' && rest.length === 0) return { cadence: null }
  const hours = /^(\d{1,3})(?:h|hours?)?$/.exec(rest.join(''))?.[1]
  if (word === 'every' && hours !== undefined) return { cadence: { everyHours: Number(hours) } }
  if (word === 'daily' && rest.length === 2 && timeZone !== undefined) return { cadence: { dailyAt: rest[0] ?? '', timeZone } }
  if (word === 'cron' && rest.length === 6 && timeZone !== undefined)
    return { cadence: { cron: rest.slice(0, -1).join(' '), timeZone } }
  throw new InvalidArgumentError(`It must be ${cadenceForms}.`)
}

/** The same words back. */
export function formatCadence(cadence: Cadence): string {
  if (cadence === null) return 'never'
  if ('everyHours' in cadence) return `every ${cadence.everyHours}h`
  return 'cron' in cadence ? `cron ${cadence.cron} ${cadence.timeZone}` : `daily ${cadence.dailyAt} ${cadence.timeZone}`
}
