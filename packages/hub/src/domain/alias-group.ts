import { type AliasLink, compareIdentifiers, normaliseIdentifier, preferredName } from './alias.ts'

/** Identifiers that name one problem. */
export interface AliasGroup {
  /** The member people call it by; see `preferredName`. */
  readonly name: string
  /** Every member in its one spelling, best name first. */
  readonly members: readonly string[]
}

/**
 * Everything that is linked, directly or through others, as groups ordered by name. Links may come in any order, repeated,
 * and either way round. Identifiers without a link are in no group.
 */
export function groupAliases(links: Iterable<AliasLink>): AliasGroup[] {
  const parents = new Map<string, string>()
  for (const { left, right } of links) join(parents, normaliseIdentifier(left), normaliseIdentifier(right))
  return groupsOf(parents)
}

/**
 * The groups that a group falls into once some of its links are withdrawn. `links` are those that still hold, from every
 * source; links that leave the group are ignored. A member nothing links any more is a group of its own.
 */
export function regroup(members: Iterable<string>, links: Iterable<AliasLink>): AliasGroup[] {
  const parents = new Map<string, string>()
  for (const member of members) addMember(parents, normaliseIdentifier(member))
  for (const link of links) {
    const left = normaliseIdentifier(link.left)
    const right = normaliseIdentifier(link.right)
    if (parents.has(left) && parents.has(right)) join(parents, left, right)
  }
  return groupsOf(parents)
}

function addMember(parents: Map<string, string>, identifier: string): void {
  if (identifier !== '' && !parents.has(identifier)) parents.set(identifier, identifier)
}

function join(parents: Map<string, string>, left: string, right: string): void {
  if (left === '' || right === '') return
  addMember(parents, left)
  addMember(parents, right)
  const leftRoot = rootOf(parents, left)
  const rightRoot = rootOf(parents, right)
  if (leftRoot !== rightRoot) parents.set(leftRoot, rightRoot)
}

/** Halves the path as it climbs, which keeps long chains of links cheap. */
function rootOf(parents: Map<string, string>, identifier: string): string {
  let current = identifier
  for (;;) {
    const parent = parents.get(current) ?? current
    const grandparent = parents.get(parent) ?? parent
    if (parent === grandparent) return parent
    parents.set(current, grandparent)
    current = grandparent
  }
}

function groupsOf(parents: Map<string, string>): AliasGroup[] {
  const membersByRoot = new Map<string, string[]>()
  for (const identifier of parents.keys()) {
    const root = rootOf(parents, identifier)
    const members = membersByRoot.get(root)
    if (members === undefined) membersByRoot.set(root, [identifier])
    else members.push(identifier)
  }
  return [...membersByRoot.values()]
    .map((members) => ({ name: preferredName(members) ?? '', members: members.toSorted(compareIdentifiers) }))
    .toSorted((left, right) => compareIdentifiers(left.name, right.name))
}
