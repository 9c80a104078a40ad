import type { Resource } from '@patchbay/client'
import { type Command, InvalidArgumentError, Option } from 'commander'
import { Kind } from '../../usecases/browse/resources/common.ts'
import { ImportRules } from '../../usecases/browse/resources/connection.ts'
import { collect } from '../list.ts'
import { cadenceForms, type GivenCadence, parseCadence } from '../schedule.ts'
import type { GivenSettings } from '../settings.ts'
import { readTicketSettings } from './ticket-settings-file.ts'

/** Options that `connection create` and `connection update` share. */
export interface ConnectionOptions extends GivenSettings {
  readonly autoMap?: boolean
  readonly syncSchedule?: GivenCadence
  readonly discoverSchedule?: GivenCadence
  readonly credentialsExpire?: string
  readonly tickets?: string
  readonly kind?: Resource<'Kind'>[]
  readonly cveRequired?: boolean
  readonly minimumSeverity?: Exclude<Resource<'Severity'>, 'unknown'> | 'none'
  readonly json?: boolean
}

const severities = [...ImportRules.shape.minimumSeverity.unwrap().options, 'none'] as const

/** Adds them to a command. */
export function withConnectionOptions(command: Command): Command {
  return command
    .option('--set <key=value>', 'a setting; may be repeated', collect)
    .option('--secret <key=where>', 'a secret from env:NAME, file:PATH or - (standard input); may be repeated', collect)
    .option('--auto-map', 'create a product for a record that matches no repository')
    .option('--no-auto-map', 'leave such a record for people to map')
    .option('--sync-schedule <when>', `when findings are read: ${cadenceForms}`, parseCadence)
    .option('--discover-schedule <when>', "when the vendor's products are listed; takes the same", parseCadence)
    .option('--credentials-expire <date>', 'when the credentials end, like 2027-01-31, or "unknown"', dateOrUnknown)
    .option('--tickets <file>', 'what its tickets are like, from a JSON file; "none" for as the hub has it')
    .addOption(new Option('--kind <kind...>', 'families of findings to let in').choices(Kind.options))
    .option('--cve-required', 'let in dependency and container findings only with a CVE')
    .option('--no-cve-required', 'let them in without a CVE too')
    .addOption(new Option('--minimum-severity <severity>', 'leave out what is below it').choices(severities))
    .option('--json', 'print JSON, as the API answers')
}

/** The part of the request body that they stand for; what is not given is left out. */
export async function optionsBody(options: ConnectionOptions) {
  const { autoMap, syncSchedule, discoverSchedule, credentialsExpire, kind, cveRequired, minimumSeverity } = options
  const schedule = {
    ...(syncSchedule !== undefined && { sync: syncSchedule.cadence }),
    ...(discoverSchedule !== undefined && { discover: discoverSchedule.cadence }),
  }
  const rules = {
    ...(kind !== undefined && { kinds: kind }),
    ...(cveRequired !== undefined && { cveRequired }),
    ...(minimumSeverity !== undefined && { minimumSeverity: minimumSeverity === 'none' ? null : minimumSeverity }),
  }
  return {
    ...(autoMap !== undefined && { autoMap }),
    ...(Object.keys(schedule).length > 0 && { schedule }),
    ...(Object.keys(rules).length > 0 && { rules }),
    ...(options.tickets !== undefined && { tickets: await readTicketSettings(options.tickets) }),
    ...(credentialsExpire !== undefined && {
      credentialsExpireAt: credentialsExpire === 'unknown' ? null : credentialsExpire,
    }),
  }
}

/** A day begins at midnight UTC. */
function dateOrUnknown(text: string): string {
  if (text === 'unknown') return text
  const at = /^\d{4}-\d\d-\d\d/.test(text) ? new Date(text) : new Date(Number.NaN)
  if (Number.isNaN(at.getTime())) throw new InvalidArgumentError('It must be a date like 2027-01-31, or "unknown".')
  return at.toISOString()
}
