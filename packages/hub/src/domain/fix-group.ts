import type { BaseImage, DirectUpgrade, Kind } from '@patchbay/sdk'
import { type BaseMove, type Brought, broughtBy, moveOf } from './base-move.ts'
import { digest, packed } from './digest.ts'
import { packageKey } from './package.ts'
import { type Remaining, type Requirement, type Upgrade, upgradeFor } from './upgrade.ts'
import { isDistributed } from './version/ecosystems.ts'
import { compareTexts } from './version/version-order.ts'

/** How a fix is made. */
export const remediationModes = [
  'upgrade',
  'image-rebuild',
  'code-change',
  'configuration-change',
  'secret-rotation',
  'manual',
] as const

export type RemediationMode = (typeof remediationModes)[number]

/** An open vulnerability, as far as it matters for how it is fixed. */
export interface FixableVulnerability {
  readonly id: number
  readonly kind: Kind
  /** A CVE, or the rule that fired. */
  readonly name: string
  readonly package: { readonly key: string; readonly type: string; readonly name: string } | null
  readonly image: { readonly id: number; readonly name: string } | null
  readonly path: string | null
  /** What each open sighting says. */
  readonly sightings: readonly FixableSighting[]
}

export interface FixableSighting {
  readonly version: string | null
  readonly fixedVersion: string | null
  /** Whether the package is declared itself; `null` where nobody tells. */
  readonly direct: boolean | null
  readonly through: DirectUpgrade | null
  /** What its image is built on. */
  readonly base: BaseImage | null
}

/** What has to be changed, and what stays although the change is made. */
export interface Fix {
  /** One for an upgrade, several where several declared dependencies bring a package and for an image; none where versions are not what changes. */
  readonly upgrades: readonly Upgrade[]
  /** Of an image: what it is to be built on. Absent where nobody tells what it is built on. */
  readonly base?: BaseMove
  /** Of the same package or image: what the change does not close, and why. */
  readonly remaining: readonly Remaining[]
}

/** One change of one repository or image, and what it closes. */
export interface FixGroup {
  /** The same for the same change, in whichever repository. */
  readonly key: string
  readonly mode: RemediationMode
  readonly title: string
  /** Ids of the vulnerabilities, ascending; at least one. */
  readonly closes: readonly number[]
  readonly fix: Fix
}

/** The key of an upgrade of a package in a repository's own files. */
export function upgradeKey(packageKey: string): string {
  return digest(`upgrade${packed(packageKey)}`)
}

/**
 * The changes that close the open vulnerabilities of one repository or image: the package to upgrade (a declared dependency
 * where a scanner names the one that brings it), the base image to move, the image to rebuild, the rule and file of code. What nobody knows a fix of is in no
 * group. The answer does not depend on the order of what is given.
 */
export function groupFixes(vulnerabilities: readonly FixableVulnerability[]): readonly FixGroup[] {
  const placed = vulnerabilities.map((vulnerability) => ({ vulnerability, change: changeOf(vulnerability) }))
  const groups = [...Map.groupBy(placed, ({ change }) => change.key).values()].flatMap((members) => {
    const [first] = members
    if (first === undefined) return []
    const sorted = members.map(({ vulnerability }) => vulnerability).toSorted((left, right) => left.id - right.id)
    return groupOf(first.change, sorted) ?? []
  })
  return groups.toSorted((left, right) => compareTexts(left.key, right.key))
}

type Package = NonNullable<FixableVulnerability['package']>

type Change = { readonly key: string } & (
  | { readonly kind: 'upgrade'; readonly packages: readonly Package[] }
  | { readonly kind: 'rebuild'; readonly image: string | null }
  | { readonly kind: 'base'; readonly place: string | null }
  | { readonly kind: 'other'; readonly mode: RemediationMode; readonly title: string }
)

function changeOf(vulnerability: FixableVulnerability): Change {
  const { kind, package: seen, image, path } = vulnerability
  const place = image === null ? packed(path) : packed(image.id)
  const inImage = image === null ? '' : packed(image.id)
  const ofPackage = kind === 'dependency' || kind === 'container' || (kind === 'malware' && isFixable(vulnerability))
  if (seen === null || !ofPackage) return otherChange(vulnerability, inImage)
  const brought = baseOf(vulnerability)
  if (brought !== null) {
    return { key: digest(`base${packed(brought.key)}${place}`), kind: 'base', place: image?.name ?? path }
  }
  if (isDistributed(seen.type)) return { key: digest(`rebuild${place}`), kind: 'rebuild', image: image?.name ?? null }
  const packages = movedFor(vulnerability, seen)
  const keys = packages.map(({ key }) => packed(key)).join('')
  return { key: digest(`upgrade${keys}${inImage}`), kind: 'upgrade', packages }
}

function baseOf({ package: seen, sightings }: FixableVulnerability): Brought | null {
  return broughtBy(
    sightings.map(({ base }) => base),
    seen !== null && isDistributed(seen.type),
  )
}

const otherModes: Readonly<Record<Kind, RemediationMode>> = {
  dependency: 'manual',
  container: 'manual',
  code: 'code-change',
  secret: 'secret-rotation',
  infrastructure: 'configuration-change',
  license: 'manual',
  malware: 'manual',
  'supply-chain': 'manual',
  operational: 'manual',
}

function otherChange({ kind, name, package: seen, path }: FixableVulnerability, inImage: string): Change {
  const what = kind === 'malware' && seen !== null ? seen.name : name
  const place = kind === 'malware' ? null : (path ?? seen?.name ?? null)
  const about = seen === null ? packed(path) : packed(seen.key)
  const key = digest(`${kind}${packed(kind === 'malware' ? null : name)}${about}${inImage}`)
  return { key, kind: 'other', mode: otherModes[kind], title: titled(verbs[kind], what, place) }
}

const verbs: Readonly<Record<Kind, string>> = {
  dependency: 'Replace what brings',
  container: 'Replace what brings',
  code: 'Fix',
  secret: 'Revoke and replace the secret of',
  infrastructure: 'Correct',
  license: 'Settle the license question of',
  malware: 'Remove',
  'supply-chain': 'Settle',
  operational: 'Settle',
}

function titled(verb: string, what: string, place: string | null): string {
  return cut(place === null ? `${verb} ${what}` : `${verb} ${what} in ${place}`)
}

function cut(title: string): string {
  return title.length <= 300 ? title : `${title.slice(0, 299)}…`
}

function isFixable({ sightings }: FixableVulnerability): boolean {
  return sightings.some(({ fixedVersion }) => fixedVersion !== null)
}

function groupOf(change: Change, members: readonly FixableVulnerability[]): FixGroup | null {
  if (change.kind === 'upgrade') return upgradeGroup(change.key, change.packages, members)
  if (change.kind === 'rebuild') return rebuildGroup(change.key, change.image, members)
  if (change.kind === 'base') return baseGroup(change.key, change.place, members)
  const { key, mode, title } = change
  // A package whose problem has no fix is nothing anybody can act on; a weakness in one's own code always is.
  if (members.some(({ kind }) => kind === 'dependency' || kind === 'container')) return null
  return { key, mode, title, closes: members.map(({ id }) => id), fix: { upgrades: [], remaining: [] } }
}

/** Where several packages bring what is vulnerable, it is closed by moving all of them. */
function upgradeGroup(key: string, packages: readonly Package[], members: readonly FixableVulnerability[]): FixGroup | null {
  const plansFor = (some: readonly FixableVulnerability[]) =>
    packages.map((moved) =>
      upgradeFor(
        moved,
        some.map((member) => requirementOf(member, moved.key)),
      ),
    )
  const stays = new Map(plansFor(members).flatMap((plan) => plan.remaining.map((one) => [one.vulnerability, one])))
  const remaining = members.flatMap(({ id }) => stays.get(id) ?? [])
  const closing = members.filter(({ id }) => !stays.has(id))
  const upgrades = plansFor(closing).flatMap(({ upgrade }) => upgrade ?? [])
  if (upgrades.length === 0) return null
  const title = upgradeTitle(upgrades, members[0]?.image?.name ?? null)
  return { key, mode: 'upgrade', title, closes: closing.map(({ id }) => id), fix: { upgrades, remaining } }
}

function upgradeTitle(upgrades: readonly Upgrade[], image: string | null): string {
  const steps = upgrades.map(({ name, from, to }) => `${name} ${from.length === 0 ? 'to' : `${from.join(', ')} →`} ${to}`)
  const what = `Upgrade ${steps.join(' and ')}`
  return cut(image === null ? what : `${what} in ${image}`)
}

/** What is put on top of a base image, or nobody tells what it is built on: its updates bring newer packages. */
function rebuildGroup(key: string, image: string | null, members: readonly FixableVulnerability[]): FixGroup | null {
  const { upgrades, ...rest } = packagesOf(members)
  if (upgrades.length === 0) return null
  const title = cut(`Rebuild ${image ?? 'the image'} with ${updated(upgrades)}`)
  return { key, mode: 'image-rebuild', title, closes: rest.closes, fix: { upgrades, remaining: rest.remaining } }
}

/** The base image brings the packages, so it is what is moved. Where to is what a scanner advises; otherwise to whatever has them. */
function baseGroup(key: string, place: string | null, members: readonly FixableVulnerability[]): FixGroup | null {
  const { upgrades, ...rest } = packagesOf(members)
  if (upgrades.length === 0) return null
  const base = moveOf(members.flatMap((member) => baseOf(member) ?? []))
  const moved = `Move base image ${base.from.join(', ')}`
  const where = place === null ? '' : ` in ${place}`
  const title =
    base.to.length === 0
      ? cut(`${moved}${where} to one with ${updated(upgrades)}`)
      : cut(`${moved} → ${base.to.join(' or ')}${where}`)
  return { key, mode: 'image-rebuild', title, closes: rest.closes, fix: { upgrades, base, remaining: rest.remaining } }
}

function updated(upgrades: readonly Upgrade[]): string {
  const [only] = upgrades
  return only !== undefined && upgrades.length === 1 ? `${only.name} ${only.to}` : `${upgrades.length} updated packages`
}

/** Each package to its own smallest version. */
function packagesOf(members: readonly FixableVulnerability[]): Pick<FixGroup, 'closes'> & Omit<Fix, 'base'> {
  const byPackage = Map.groupBy(members, (member) => member.package?.key ?? '')
  const parts = [...byPackage.values()].flatMap((some) => {
    const seen = some[0]?.package
    return seen
      ? upgradeFor(
          seen,
          some.map((member) => requirementOf(member, seen.key)),
        )
      : []
  })
  return {
    upgrades: parts.flatMap(({ upgrade }) => upgrade ?? []).toSorted((left, right) => compareTexts(left.name, right.name)),
    closes: parts.flatMap(({ closes }) => closes).toSorted((left, right) => left - right),
    remaining: parts.flatMap(({ remaining }) => remaining).toSorted((left, right) => left.vulnerability - right.vulnerability),
  }
}

/** What the vulnerability asks of a package that is moved: itself, or one that brings it. */
function requirementOf(vulnerability: FixableVulnerability, movedKey: string): Requirement {
  const { id, sightings } = vulnerability
  const through = throughsOf(vulnerability).filter((one) => one.package.key === movedKey)
  if (through.length > 0) {
    const from = through.flatMap(({ upgrade }) => upgrade.from ?? [])
    return { vulnerability: id, from, fixes: through.map(({ upgrade }) => upgrade.to) }
  }
  // What others bring moves with them.
  const own = sightings.filter((sighting) => sighting.through === null)
  return {
    vulnerability: id,
    from: (own.length === 0 ? sightings : own).flatMap(({ version }) => version ?? []),
    fixes: sightings.flatMap(({ fixedVersion }) => fixedVersion ?? []),
  }
}

/**
 * The packages to move, in the order of their keys: every declared dependency that brings it, where scanners name such, and itself where it is
 * declared too or nobody names any.
 */
function movedFor(vulnerability: FixableVulnerability, seen: Package): readonly Package[] {
  const bringing = throughsOf(vulnerability).map((one) => one.package)
  const isDeclared = vulnerability.sightings.some(({ direct, through }) => direct === true && through === null)
  const moved = bringing.length === 0 || isDeclared ? [...bringing, seen] : bringing
  const byKey = new Map(moved.map((one) => [one.key, one]))
  return [...byKey.values()].toSorted((left, right) => compareTexts(left.key, right.key))
}

interface Through {
  readonly package: Package
  readonly upgrade: DirectUpgrade
}

/** The declared dependencies that bring it, as each sighting names one. */
function throughsOf({ package: seen, sightings }: FixableVulnerability): readonly Through[] {
  if (seen === null) return []
  return sightings.flatMap(({ through }) => {
    const moved = through === null ? null : packageKey(purlOf(seen.type, through.name))
    return through === null || moved === null
      ? []
      : [{ package: { key: moved.key, type: moved.type, name: moved.displayName }, upgrade: through }]
  })
}

/** As people write a name, Maven's group and artifact are parted by a colon. */
function purlOf(type: string, name: string): string {
  const path = type === 'maven' ? name.replace(':', '/') : name
  return `pkg:${type}/${path.split('/').map(encodeURIComponent).join('/')}`
}
