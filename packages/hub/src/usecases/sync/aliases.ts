import { aliasLinks, preferredName } from '../../domain/alias.ts'
import { regroup } from '../../domain/alias-group.ts'
import type { Store, Writers } from '../../store/store.ts'
import { rekeyGroup, splitGroup } from '../lifecycle/rekey.ts'

/** What this process remembers of the alias tables. */
export interface AliasLookup {
  /** Identifier → group. */
  readonly groups: Map<string, number>
  /** Links known to be stored, as `a b`. */
  readonly links: Set<string>
}

/** Two identifiers, the lesser first. */
export type Link = readonly [string, string]

const remembered = 100_000

/** The groups of each sighting's main identifier, after everything that scanners linked was brought together. */
export async function learnAliases(
  store: Store,
  lookup: AliasLookup,
  sightings: readonly (readonly string[])[],
  now: Date,
): Promise<ReadonlyMap<string, number>> {
  if (lookup.groups.size + lookup.links.size > remembered) forget(lookup)
  const wanted = new Set(sightings.flatMap((names) => preferredName(names) ?? []))
  const links = new Map<string, Link>()
  for (const link of sightings.flatMap(linksOf)) {
    if (!lookup.links.has(keyOf(link))) links.set(keyOf(link), link)
  }
  const known = links.size === 0 ? groupsIn(lookup, wanted) : undefined
  if (known !== undefined) return known

  const identifiers = [...wanted].filter((name) => !lookup.groups.has(name))
  const learned = await store.transact((write) => joinAliases(write, identifiers, [...links.values()], now))
  if (isStale(lookup, learned)) forget(lookup)
  else remember(lookup, learned, links.keys())
  // Others may have made the lookup forget in the meantime.
  return groupsIn(lookup, wanted) ?? learnAliases(store, lookup, sightings, now)
}

/** `undefined` when one of the names is not remembered. */
function groupsIn(lookup: AliasLookup, names: ReadonlySet<string>): ReadonlyMap<string, number> | undefined {
  const found = new Map<string, number>()
  for (const name of names) {
    const group = lookup.groups.get(name)
    if (group === undefined) return undefined
    found.set(name, group)
  }
  return found
}

function remember(lookup: AliasLookup, learned: Learned, links: Iterable<string>): void {
  for (const [identifier, group] of lookup.groups) {
    const target = learned.moved.get(group)
    if (target !== undefined) lookup.groups.set(identifier, target)
  }
  for (const [identifier, group] of learned.groups) lookup.groups.set(identifier, group)
  for (const key of links) lookup.links.add(key)
}

export function forget(lookup: AliasLookup): void {
  lookup.groups.clear()
  lookup.links.clear()
}

/** Another process moved something we remember; it may have withdrawn links we remember too. */
function isStale(lookup: AliasLookup, { before }: Learned): boolean {
  return [...before].some(([identifier, group]) => (lookup.groups.get(identifier) ?? group) !== group)
}

/** The links of one sighting in stored form: ordered pairs. */
export function linksOf(identifiers: readonly string[]): readonly Link[] {
  return aliasLinks(identifiers).map(({ left, right }) => (left < right ? [left, right] : [right, left]))
}

function keyOf([a, b]: Link): string {
  return `${a} ${b}`
}

/**
 * What advisories say now: links they vouch for join groups; of those they vouch for no longer, the ones go that nobody else
 * vouches for. Processes that remember a group which is gone find out when they write with it.
 */
export async function adviseLinks(
  write: Writers,
  advised: readonly Link[],
  withdrawn: readonly Link[],
  now: Date,
): Promise<void> {
  await joinAliases(write, [], advised, now)
  if (withdrawn.length === 0) return
  const groupIds = [...new Set((await write.dictionary.groupsOf(withdrawn.flat())).values())]
  await write.dictionary.claimGroups(groupIds)
  await withdrawLinks(write, { links: withdrawn, groupIds }, now)
}

interface Learned {
  /** Where the identifiers were when they were looked up. */
  readonly before: ReadonlyMap<string, number>
  readonly groups: ReadonlyMap<string, number>
  /** Groups merged away → where to. */
  readonly moved: ReadonlyMap<number, number>
}

async function joinAliases(
  write: Writers,
  identifiers: readonly string[],
  links: readonly Link[],
  now: Date,
): Promise<Learned> {
  await write.dictionary.lockAliases()
  const wanted = [...new Set([...identifiers, ...links.flat()])].toSorted()
  const before = await write.dictionary.groupsOf(wanted)
  const touched = [...new Set(before.values())]
  const members = touched.length > 0 ? await write.dictionary.membersOf(touched) : []

  // Components over what is asked for now and the groups it touches; old groups stay together through a link of their own.
  const anchors = new Map<number, string>()
  const together: { left: string; right: string }[] = links.map(([left, right]) => ({ left, right }))
  for (const { identifier, groupId } of members) {
    const anchor = anchors.get(groupId)
    if (anchor === undefined) anchors.set(groupId, identifier)
    else together.push({ left: anchor, right: identifier })
  }
  const components = regroup([...wanted, ...members.map((member) => member.identifier)], together)

  const groupOfMember = new Map(members.map((member) => [member.identifier, member.groupId]))
  const plans = components.map((component) => {
    const old = [...new Set(component.members.flatMap((member) => groupOfMember.get(member) ?? []))].toSorted((a, b) => a - b)
    return { component, target: old[0] ?? null, losers: old.slice(1) }
  })
  const without = plans.filter((plan) => plan.target === null)
  const created = await write.dictionary.createGroups(without.map((plan) => plan.component.name))
  const settled = [
    ...plans.filter((plan) => plan.target !== null),
    ...without.map((plan, index) => ({ ...plan, target: created[index] ?? null })),
  ].flatMap((plan) => (plan.target === null ? [] : [{ ...plan, target: plan.target }]))

  const groups = new Map<string, number>()
  const moved = new Map<number, number>()
  for (const { component, target, losers } of settled) {
    for (const member of component.members) groups.set(member, target)
    for (const loser of losers) moved.set(loser, target)
  }
  const names = new Map(settled.map(({ component, target }) => [target, component.name]))
  const renamed = [...(await write.dictionary.groupNames(touched))].flatMap(([id, name]) =>
    (names.get(id) ?? name) === name ? [] : [id],
  )
  await write.dictionary.claimGroups([...moved, renamed].flat())
  const changed = [...groups].filter(([identifier, group]) => groupOfMember.get(identifier) !== group)
  await write.dictionary.assign(
    changed.map(([identifier]) => identifier),
    changed.map(([, group]) => group),
  )
  // What gained a name may be known to be exploited by it.
  await write.priority.markIdentifiers(changed.map(([identifier]) => identifier))
  await write.dictionary.addLinks(links)
  await write.dictionary.nameGroups([...names.keys()], [...names.values()])
  for (const [loser, target] of moved) await rekeyGroup(write, loser, { id: target, name: names.get(target) ?? '' }, now)
  await write.dictionary.dropGroups([...moved.keys()])
  return { before, groups, moved }
}

/** Links that sightings no longer vouch for, and the groups they may hold together. */
export interface LostLinks {
  readonly links: readonly Link[]
  readonly groupIds: readonly number[]
}

/**
 * What identifiers that became others no longer vouch for. Their groups are claimed: pages that are being written with them
 * may still vouch for a link, so they end first. Call before anything else is locked.
 */
export async function loseLinks(
  write: Writers,
  before: readonly (readonly string[])[],
  after: readonly (readonly string[])[],
): Promise<LostLinks> {
  const kept = new Set(after.flatMap(linksOf).map(keyOf))
  const lost = new Map(before.flatMap(linksOf).flatMap((link) => (kept.has(keyOf(link)) ? [] : [[keyOf(link), link] as const])))
  const links = [...lost.values()]
  if (links.length === 0) return { links, groupIds: [] }

  await write.dictionary.lockAliases()
  const groupIds = [...new Set((await write.dictionary.groupsOf(links.flat())).values())]
  await write.dictionary.claimGroups(groupIds)
  return { links, groupIds }
}

/**
 * A scanner corrected itself, or an advisory was: links it no longer vouches for are withdrawn unless a sighting or an advisory
 * still does, and a group they held together falls apart again, with every sighting going to the problem it names. Whether any
 * was withdrawn.
 */
export async function withdrawLinks(write: Writers, { links, groupIds }: LostLinks, now: Date): Promise<boolean> {
  if (links.length === 0) return false
  const vouching = await write.dictionary.identifiersNaming(links)
  const advised = await write.advisories.vouched(links)
  const asserted = new Set([...vouching.flatMap(linksOf), ...advised].map(keyOf))
  const withdrawn = links.filter((link) => !asserted.has(keyOf(link)))
  if (withdrawn.length === 0) return false

  await write.dictionary.dropLinks(withdrawn)
  for (const groupId of groupIds) await fallApart(write, groupId, now)
  return true
}

/** Every part gets a new group: whoever still remembers the old one finds it gone and looks again. */
async function fallApart(write: Writers, groupId: number, now: Date): Promise<void> {
  const members = (await write.dictionary.membersOf([groupId])).map((member) => member.identifier)
  const links = await write.dictionary.linksAmong(members)
  const groups = regroup(
    members,
    links.map(([left, right]) => ({ left, right })),
  )
  if (groups.length < 2) return

  const ids = await write.dictionary.createGroups(groups.map((group) => group.name))
  const parts = groups.flatMap((group, index) => {
    const id = ids[index]
    return id === undefined ? [] : [{ id, name: group.name, members: group.members }]
  })
  await write.dictionary.assign(
    parts.flatMap((part) => part.members),
    parts.flatMap((part) => part.members.map(() => part.id)),
  )
  await splitGroup(write, groupId, parts, now)
  await write.dictionary.dropGroups([groupId])
}
