import { aliasLinks, preferredName } from '../../domain/alias.ts'
import { regroup } from '../../domain/alias-group.ts'
import type { Store, Writers } from '../../store/store.ts'
import { rekeyGroup, splitGroup } from '../lifecycle/rekey.ts'

/** What this process remembers of the alias tables. */
export interface AliasLookup {
  /** Identifier → group. */
  readonly groups: Map<string, number>
  /** Group → the name it goes by. */
  readonly names: Map<number, string>
  /** Links known to be stored, as `a b`. */
  readonly links: Set<string>
}

type Link = readonly [string, string]

const remembered = 100_000

/** Makes sure every sighting's identifiers have a group and that everything a scanner linked is in one group. */
export async function learnAliases(
  store: Store,
  lookup: AliasLookup,
  sightings: readonly (readonly string[])[],
  now: Date,
): Promise<void> {
  const identifiers = new Set<string>()
  const links = new Map<string, Link>()
  for (const names of sightings) {
    const name = preferredName(names)
    if (name !== null && !lookup.groups.has(name)) identifiers.add(name)
    for (const link of linksOf(names)) {
      if (!lookup.links.has(keyOf(link))) links.set(keyOf(link), link)
    }
  }
  if (identifiers.size === 0 && links.size === 0) return
  if (lookup.groups.size + lookup.links.size > remembered) {
    forget(lookup)
    return learnAliases(store, lookup, sightings, now)
  }

  const learned = await store.transact((write) => joinAliases(write, [...identifiers], [...links.values()], now))
  if (isStale(lookup, learned)) {
    forget(lookup)
    return learnAliases(store, lookup, sightings, now)
  }
  for (const dropped of learned.dropped) lookup.names.delete(dropped)
  for (const [identifier, group] of lookup.groups) {
    const target = learned.moved.get(group)
    if (target !== undefined) lookup.groups.set(identifier, target)
  }
  for (const [identifier, group] of learned.groups) lookup.groups.set(identifier, group)
  for (const [group, name] of learned.names) lookup.names.set(group, name)
  for (const key of links.keys()) lookup.links.add(key)
}

export function forget(lookup: AliasLookup): void {
  lookup.groups.clear()
  lookup.names.clear()
  lookup.links.clear()
}

/** Another process moved something we remember; it may have withdrawn links we remember too. */
function isStale(lookup: AliasLookup, { before }: Learned): boolean {
  return [...before].some(([identifier, group]) => (lookup.groups.get(identifier) ?? group) !== group)
}

/** The links of one sighting in stored form: ordered pairs. */
function linksOf(identifiers: readonly string[]): readonly Link[] {
  return aliasLinks(identifiers).map(({ left, right }) => (left < right ? [left, right] : [right, left]))
}

function keyOf([a, b]: Link): string {
  return `${a} ${b}`
}

interface Learned {
  /** Where the identifiers were when they were looked up. */
  readonly before: ReadonlyMap<string, number>
  readonly groups: ReadonlyMap<string, number>
  readonly names: ReadonlyMap<number, string>
  readonly dropped: readonly number[]
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
  await write.dictionary.claimGroups([...moved].flat())
  const changed = [...groups].filter(([identifier, group]) => groupOfMember.get(identifier) !== group)
  await write.dictionary.assign(
    changed.map(([identifier]) => identifier),
    changed.map(([, group]) => group),
  )
  await write.dictionary.addLinks(links)
  const names = new Map(settled.map(({ component, target }) => [target, component.name]))
  await write.dictionary.nameGroups([...names.keys()], [...names.values()])
  for (const [loser, target] of moved) await rekeyGroup(write, loser, { id: target, name: names.get(target) ?? '' }, now)
  await write.dictionary.dropGroups([...moved.keys()])
  return { before, groups, names, dropped: [...moved.keys()], moved }
}

/**
 * A scanner corrected itself: links it no longer vouches for are withdrawn unless another sighting still does, and a group
 * they held together falls apart again, with every sighting going to the problem it names.
 */
export async function withdrawAliases(
  write: Writers,
  before: readonly (readonly string[])[],
  after: readonly (readonly string[])[],
  now: Date,
): Promise<boolean> {
  const kept = new Set(after.flatMap(linksOf).map(keyOf))
  const lost = new Map(before.flatMap(linksOf).flatMap((link) => (kept.has(keyOf(link)) ? [] : [[keyOf(link), link] as const])))
  if (lost.size === 0) return false

  await write.dictionary.lockAliases()
  const groupIds = [...new Set((await write.dictionary.groupsOf([...lost.values()].flat())).values())]
  // Pages that are being written with these groups may still vouch for a link: they end first.
  await write.dictionary.claimGroups(groupIds)
  const vouching = await write.dictionary.identifiersNaming([...lost.values()])
  const asserted = new Set(vouching.flatMap(linksOf).map(keyOf))
  const withdrawn = [...lost.values()].filter((link) => !asserted.has(keyOf(link)))
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
