import {
  type Connector,
  type Coverage,
  defineConnector,
  type Harvest,
  type Kind,
  type Manifest,
  type Page,
  type Plugin,
  type RepositoryEvidence,
  type Scope,
  type Sighting,
  type Target,
} from '@patchbay/sdk'
import { z } from 'zod'

/** One step of a listing: a page, something that goes wrong, or something that happens before the next step. */
export type Step<T> = Page<T> | Error | ((signal: AbortSignal) => void | Promise<void>)

/** A listing as the test wrote it. Without `end` it saw everything. */
export interface Listing<T> {
  readonly pages: readonly Step<T>[]
  readonly end?: Coverage<Cursor>
}

/** What the hub asked for in one call of `sync`. */
export interface Asked {
  readonly targets: readonly string[]
  readonly kinds: readonly Kind[]
  readonly cursor: Cursor | undefined
  readonly resume: string | undefined
}

/** A vendor that says what the test tells it to. No network. */
export interface Vendor {
  readonly id: string
  readonly plugin: Plugin
  /** What `discover` lists, in this order. */
  products: readonly Target[]
  /** Replaces the listing of products. */
  discovery: Listing<Target> | undefined
  /** What `repositories` lists. */
  repositories: Listing<RepositoryEvidence>
  /** What `sync` lists, by the target's ref; nothing for those without. */
  readonly findings: Map<string, Listing<Sighting>>
  /** How a call of `sync` for several targets ends. */
  end: Coverage<Cursor>
  /** What `check` throws. */
  refusal: Error | undefined
  /** Called while credentials are tried. */
  checking: (() => Promise<void>) | undefined
  /** Called before a page of findings is handed out, with its name, and before a listing of findings ends, with `end`. */
  before: ((page: string) => void | Promise<void>) | undefined
  readonly asked: Asked[]
  /** Pages handed out, as `ref#n` from 0. */
  readonly served: string[]
}

const cursor = z.object({ at: z.string() })
export type Cursor = z.output<typeof cursor>

const config = z.object({
  token: z.string().min(1).meta({ secret: true }),
  space: z.string().optional(),
})

export interface VendorOptions {
  readonly findingIds?: Manifest['findingIds']
  readonly targetsPerSync?: Manifest['targetsPerSync']
  readonly families?: readonly Kind[]
  /** A source control instead of a scanner. */
  readonly sourceControl?: boolean
}

/** Makes a vendor; `id` is its connector's. */
export function createVendor(id: string, options: VendorOptions = {}): Vendor {
  const vendor: { -readonly [K in keyof Vendor]: Vendor[K] } = {
    id,
    plugin: defineConnector(connector(id, options, () => vendor)),
    products: [],
    discovery: undefined,
    repositories: { pages: [] },
    findings: new Map(),
    end: { kind: 'complete' },
    refusal: undefined,
    checking: undefined,
    before: undefined,
    asked: [],
    served: [],
  }
  return vendor
}

function connector(id: string, options: VendorOptions, vendor: () => Vendor): Connector<typeof config, typeof cursor> {
  const shared = {
    manifest: manifestOf(id, options),
    config,
    cursor,
    transport: () => ({ baseUrl: 'https://vendor.test', auth: { kind: 'none' as const }, concurrency: 1 }),
    check: async () => {
      const { refusal, checking } = vendor()
      await checking?.()
      if (refusal) throw refusal
      return { sees: 'everything', warnings: [] }
    },
  }
  if (options.sourceControl) return { ...shared, repositories: (context) => play(vendor().repositories, context.signal) }
  return {
    ...shared,
    discover: (context) => play(vendor().discovery ?? { pages: [{ items: vendor().products }] }, context.signal),
    sync: (context, scope) => list(vendor(), scope, context.signal),
  }
}

function manifestOf(id: string, options: VendorOptions): Manifest {
  const families = options.families ?? ['dependency', 'container', 'code', 'secret']
  return {
    id,
    name: `Vendor ${id}`,
    category: options.sourceControl ? 'source-control' : 'scanner',
    stage: 'stable',
    summary: 'A vendor made up for tests.',
    brings: [],
    leavesOut: [],
    steps: [],
    documentation: 'https://vendor.test/docs',
    mark: { letters: 'VE', color: '#000000' },
    families: options.sourceControl ? [] : families.map((kind) => ({ kind, label: kind, byDefault: kind === 'dependency' })),
    findingIds: options.findingIds ?? 'stable',
    targetsPerSync: options.targetsPerSync ?? 1,
  }
}

async function* play<T>(listing: Listing<T>, signal: AbortSignal): Harvest<T, Coverage<never>> {
  for (const step of listing.pages) {
    if (step instanceof Error) throw step
    if (typeof step === 'function') await step(signal)
    else yield step
  }
  const { end } = listing
  if (end === undefined || end.kind === 'complete') return { kind: 'complete' }
  if (end.kind === 'partial') return end
  throw new Error('A listing of products or repositories has no cursor.')
}

/** One target after the other; a position is the step to go on with. */
async function* list(vendor: Vendor, scope: Scope<Cursor>, signal: AbortSignal): Harvest<Sighting, Coverage<Cursor>> {
  vendor.asked.push({
    targets: scope.targets.map((target) => target.ref),
    kinds: scope.kinds,
    cursor: scope.cursor,
    resume: scope.resume,
  })
  const steps = scope.targets.flatMap((target) =>
    (vendor.findings.get(target.ref)?.pages ?? []).map((step, index) => ({ step, name: `${target.ref}#${index}` })),
  )
  for (let index = Number(scope.resume ?? 0); index < steps.length; index += 1) {
    const { step, name } = steps[index] ?? { step: new Error('There is no such step.'), name: '' }
    if (step instanceof Error) throw step
    if (typeof step === 'function') {
      await step(signal)
      continue
    }
    await vendor.before?.(name)
    vendor.served.push(name)
    yield { ...step, ...(index + 1 < steps.length && { position: String(index + 1) }) }
  }
  await vendor.before?.('end')
  const [only, ...others] = scope.targets
  return (others.length === 0 ? vendor.findings.get(only?.ref ?? '')?.end : undefined) ?? vendor.end
}

/** A product of a vendor; `repository` is the address it gives for it. */
export function product(ref: string, facts: Partial<Target> & { readonly address?: string } = {}): Target {
  const { address, ...rest } = facts
  return {
    ref,
    name: ref,
    tags: [],
    attributes: {},
    ...(address !== undefined && { repository: { urls: [address] } }),
    ...rest,
  }
}

/** A repository as a forge lists it. */
export function repository(ref: string, fullName: string, facts: Partial<RepositoryEvidence> = {}): RepositoryEvidence {
  return {
    ref,
    fullName,
    url: `https://forge.test/${fullName}`,
    cloneUrls: [`https://forge.test/${fullName}.git`, `git@forge.test:${fullName}.git`],
    defaultBranch: 'main',
    visibility: 'private',
    archived: false,
    topics: [],
    ...facts,
  }
}
