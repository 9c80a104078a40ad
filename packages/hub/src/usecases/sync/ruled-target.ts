import { type Kind, kinds, type Plugin } from '@patchbay/sdk'
import { type ImportRules, rulesUnder } from '../../domain/import-rules.ts'
import type { SyncTarget } from '../../store/records/writer.ts'
import { parseProfileRules } from '../settings.ts'

/** A record to read, with the import rules that count for it. */
export interface RuledTarget extends SyncTarget {
  readonly rules: ImportRules
  /** Those of its rules that the connector offers. */
  readonly kinds: readonly Kind[]
}

/** What the scan profile of a record says comes before what its connection says. */
export function ruledTarget(target: SyncTarget, own: ImportRules, { manifest }: Pick<Plugin, 'manifest'>): RuledTarget {
  const rules = rulesUnder(own, parseProfileRules(target.profileRules))
  const offered = new Set(manifest.families.map((family) => family.kind))
  return { ...target, rules, kinds: rules.kinds.filter((kind) => offered.has(kind)) }
}

/** What is asked of the vendor for all of them at once; what one of them does not want is left out when it comes. */
export function kindsOfAny(targets: readonly RuledTarget[]): readonly Kind[] {
  return kinds.filter((kind) => targets.some((target) => target.kinds.includes(kind)))
}
