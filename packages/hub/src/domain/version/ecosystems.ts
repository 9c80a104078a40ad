import { alpine } from './alpine.ts'
import { composer } from './composer.ts'
import { debian } from './debian.ts'
import { go } from './go.ts'
import { maven } from './maven.ts'
import { nuget } from './nuget.ts'
import { plain } from './plain.ts'
import { python } from './python.ts'
import { rpm } from './rpm.ts'
import { ruby } from './ruby.ts'
import { semantic } from './semantic.ts'
import type { VersionOrder } from './version-order.ts'

/** By type of package URL (https://packageurl.org). */
const orders: ReadonlyMap<string, VersionOrder> = new Map([
  ['npm', semantic],
  ['cargo', semantic],
  ['hex', semantic],
  ['pub', semantic],
  ['swift', semantic],
  ['golang', go],
  ['pypi', python],
  ['gem', ruby],
  ['nuget', nuget],
  ['maven', maven],
  ['composer', composer],
  ['deb', debian],
  ['apk', alpine],
  ['rpm', rpm],
])

/** Types whose packages come with the operating system. */
const distributed: ReadonlySet<string> = new Set(['deb', 'apk', 'rpm', 'alpm'])

/** The order of versions of a type of packages, such as `npm`. */
export function versionOrderOf(packageType: string): VersionOrder {
  return orders.get(packageType) ?? plain
}

/** Whether packages of the type come with the operating system rather than with an application. */
export function isDistributed(packageType: string): boolean {
  return distributed.has(packageType)
}

/** How far apart two versions are by their numbers; `unknown` where they have none to tell by. */
export type VersionStep = 'major' | 'minor' | 'patch' | 'unknown'

/** The first number that differs says how large a step is: `1.2.3` to `1.3.0` is minor. Epochs are larger than any number. */
export function stepBetween(from: string, to: string): VersionStep {
  const [left, right] = [numbersOf(from), numbersOf(to)]
  if (left === null || right === null) return 'unknown'
  if (left.epoch !== right.epoch || left.numbers[0] !== right.numbers[0]) return 'major'
  return (left.numbers[1] ?? 0n) === (right.numbers[1] ?? 0n) ? 'patch' : 'minor'
}

function numbersOf(version: string): { readonly epoch: bigint; readonly numbers: readonly bigint[] } | null {
  const [, epoch, numbers] = /^(?:(\d+)[:!])?(?:v|go)?(\d+(?:\.\d+)*)/.exec(version.trim()) ?? []
  if (numbers === undefined) return null
  return { epoch: BigInt(epoch ?? 0), numbers: numbers.split('.').map(BigInt) }
}
