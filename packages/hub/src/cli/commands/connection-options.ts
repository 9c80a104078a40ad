import type { Resource } from '@patchbay/client'
import { type Command, InvalidArgumentError, Option } from 'commander'
import { Kind } from '../../usecases/browse/resources/common.ts'
import { ImportRules } from '../../usecases/browse/resources/connection.ts'
import { collect } from '../list.ts'
import type { GivenSettings } from '../settings.ts'

/** Options that `connection create` and `connection update` share. */
export interface ConnectionOptions extends GivenSettings {
  readonly autoMap?: boolean
  readonly syncEvery?: number | 'never'
  readonly discoverEvery?: number | 'never'
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
    .option('--sync-every <hours>', 'hours between syncs, or "never"', hours)
    .option('--discover-every <hours>', 'hours between discovers, or "never"', hours)
    .addOption(new Option('--kind <kind...>', 'families of findings to let in').choices(Kind.options))
    .option('--cve-required', 'let in dependency and container findings only with a CVE')
    .option('--no-cve-required', 'let them in without a CVE too')
    .addOption(new Option('--minimum-severity <severity>', 'leave out what is below it').choices(severities))
    .option('--json', 'print JSON, as the API answers')
}

/** The part of the request body that they stand for; what is not given is left out. */
export function optionsBody(options: ConnectionOptions) {
  const { autoMap, syncEvery, discoverEvery, kind, cveRequired, minimumSeverity } = options
  const schedule = {
    ...(syncEvery !== undefined && { syncEveryHours: hoursOrNull(syncEvery) }),
    ...(discoverEvery !== undefined && { discoverEveryHours: hoursOrNull(discoverEvery) }),
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
  }
}

// Commander takes a null for a missing value, so "never" stays a word until here.
function hoursOrNull(given: number | 'never'): number | null {
  return given === 'never' ? null : given
}

function hours(text: string): number | 'never' {
  if (text === 'never') return 'never'
  if (!/^\d{1,3}$/.test(text) || Number(text) < 1 || Number(text) > 168)
    throw new InvalidArgumentError('It must be 1 to 168, or "never".')
  return Number(text)
}
