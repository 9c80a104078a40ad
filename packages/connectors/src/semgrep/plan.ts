import type { Kind, Scope, Target } from '@patchbay/sdk'
import { isRecord } from '@patchbay/sdk/shape'
import { z } from 'zod'
import type { IssueType } from './lists.ts'

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

/** Findings name their repository and give its address; projects may carry one of the two in another form. */
export function placesOf(targets: readonly Target[]): Places {
  const places = new Map<string, Place>()
  for (const target of targets) {
    const place = { ref: target.ref, branch: branchIn(target) }
    places.set(target.attributes['repository'] ?? target.name, place)
    for (const url of target.repository?.urls ?? []) places.set(addressKey(url), place)
  }

  return (repository) => {
    if (!isRecord(repository)) return undefined
    const { name, url } = repository
    const named = typeof name === 'string' ? places.get(name) : undefined
    return named ?? (typeof url === 'string' ? places.get(addressKey(url)) : undefined)
  }
}

function addressKey(url: string): string {
  return url
    .trim()
    .toLowerCase()
    .replace(/^[a-z+]+:\/\//, '//')
    .replace(/(?:\.git)?\/*$/, '')
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
