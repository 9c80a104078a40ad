import type { Kind, Scope, Target } from '@patchbay/sdk'
import { textAt, withoutEnd } from '@patchbay/sdk/shape'
import { z } from 'zod'
import type { IssueType } from './lists.ts'
import { nameKey, type ProjectRoll } from './project-roll.ts'

/** Semgrep's products, each with a list of its own. */
export type Product = IssueType | 'secrets'

export const familiesOf: Readonly<Record<Product, readonly Kind[]>> = {
  sast: ['code'],
  sca: ['dependency', 'malware'],
  secrets: ['secret'],
}

/** One list that has to be read. */
export type Part =
  | { readonly product: IssueType; readonly branch: string | null }
  | { readonly product: 'secrets'; readonly branch?: never }

/**
 * The lists to read for a scope. Findings are listed for the whole organization, once for each primary branch that occurs:
 * a list of all branches would mix in those of pull requests. Projects whose branch is not known are read from such a list.
 */
export function planOf({ targets, kinds }: Scope<never>): readonly Part[] {
  const branches = [...new Set(targets.map(branchIn))].toSorted((left, right) => (left ?? '').localeCompare(right ?? '', 'en'))
  const products = (['sast', 'sca'] as const).filter((product) => isWanted(product, kinds))
  const findings = products.flatMap((product) => branches.map((branch) => ({ product, branch })))
  return isWanted('secrets', kinds) ? [...findings, { product: 'secrets' }] : findings
}

function isWanted(product: Product, kinds: readonly Kind[]): boolean {
  return familiesOf[product].some((family) => kinds.includes(family))
}

function branchIn({ attributes }: Target): string | null {
  return attributes['branch'] ?? null
}

/** Where a scope's project is found by what a finding says of its repository. */
export interface Place {
  readonly ref: string
  readonly branch: string | null
}

export type Places = (repository: unknown) => Place | undefined

/**
 * Findings name their repository and give its address. The name decides, as Semgrep uses it now: the parts of a monorepo are projects
 * of one address. The address tells projects of one name on two platforms apart, and stands in for a name in a form no project has,
 * such as `shop` for `acme/shop`.
 */
export function placesOf(targets: readonly Target[], { idsByName }: Pick<ProjectRoll, 'idsByName'>): Places {
  const byId = new Map(targets.map((target) => [target.ref, { ref: target.ref, branch: branchIn(target) }]))
  const byName = new Map(targets.map((target) => [nameKey(target.attributes['repository'] ?? target.name), target.ref]))
  const addresses = targets.flatMap(({ ref, repository }) =>
    (repository?.urls ?? []).map((url) => ({ ref, key: addressKey(url) })),
  )
  const byAddress = Map.groupBy(addresses, ({ key }) => key)

  function refOf(name: string | null, url: string | null): string | undefined {
    const there = url === null ? [] : (byAddress.get(addressKey(url)) ?? []).map(({ ref }) => ref)
    const named = name === null ? undefined : idsByName.get(nameKey(name))
    if (named === undefined) return (name === null ? undefined : byName.get(nameKey(name))) ?? there[0]
    if (named.length > 1 && url !== null) return named.find((id) => there.includes(id))
    return named.find((id) => byId.has(id))
  }

  return (repository) => byId.get(refOf(textAt(repository, 'name'), textAt(repository, 'url')) ?? '')
}

function addressKey(url: string): string {
  const address = url
    .trim()
    .toLowerCase()
    .replace(/^[a-z+]+:\/\//, '//')
  return withoutEnd(address, '/').replace(/\.git$/, '')
}

const position = z.object({
  /** Name of the list to go on with. */
  part: z.string(),
  /** Cursor inside it. */
  from: z.string().optional(),
  /** Products that were refused so far, with the reason: what they report must not be closed. */
  refused: z.array(z.tuple([z.enum(['sast', 'sca', 'secrets']), z.string()])),
})

export type Position = z.output<typeof position>

export function nameOf({ product, branch }: Part): string {
  return branch === undefined ? product : `${product} ${branch ?? ''}`
}

export function writePosition(given: Position): string {
  return JSON.stringify(given)
}

/** `null` when there is none, or an older version wrote it: the scope is then read from its start. */
export function readPosition(text: string | undefined): Position | null {
  if (text === undefined) return null
  try {
    return position.safeParse(JSON.parse(text)).data ?? null
  } catch {
    return null
  }
}
