import { digest } from '../../domain/digest.ts'
import { Problem } from '../../domain/problem.ts'
import type { ConfigurationReader } from '../../store/configuration/reader.ts'
import type { Actor } from '../commands.ts'
import { type AloneDeps, alone } from './alone.ts'
import { applySteps, type StepRecord } from './apply.ts'
import { type ConfigurationDocument, readDocument } from './document.ts'
import { type Issue, issuesOf, refuse } from './issues.ts'
import { createNames } from './names.ts'
import type { AppliedConfiguration, ConfigurationPlan } from './resources.ts'
import type { SectionDeps, Step } from './section.ts'
import { sections } from './sections/index.ts'
import { productKey } from './sections/products.ts'

/** Values of secrets by the label of their connection and the name of the setting. */
export type SecretValues = Readonly<Record<string, Readonly<Record<string, string>>>>

export interface ConfigurationRequest {
  readonly document: unknown
  readonly secrets: SecretValues
}

/** Who applies a file, and where to write down what came of each change. */
export interface Applier {
  readonly actor: Actor
  readonly record: (record: StepRecord) => Promise<void>
}

/** The configuration of the hub as one document. */
export interface Configuration {
  /** What the hub has. Secrets are references to environment variables, which nobody has set yet. */
  read(): Promise<ConfigurationDocument>
  /** What applying a document would do. Writes nothing and asks no vendor. */
  plan(request: ConfigurationRequest): Promise<ConfigurationPlan>
  /** Makes the hub have what the document says. With a digest, only if that is still what was shown. */
  apply(
    request: ConfigurationRequest & { readonly planDigest?: string | undefined },
    by: Applier,
  ): Promise<AppliedConfiguration>
}

interface Deps extends SectionDeps, AloneDeps {
  readonly reader: Pick<ConfigurationReader, 'read'>
}

export function createConfiguration(deps: Deps): Configuration {
  return {
    async read() {
      const hub = await deps.reader.read()
      const parts = sections.map(({ name, describe }) => [name, describe(hub, deps.plugins)] as const)
      return { version: 1, ...Object.fromEntries(parts.filter(([, part]) => !Array.isArray(part) || part.length > 0)) }
    },
    plan: async (request) => planOf(await prepare(deps, request)),
    async apply({ planDigest, ...request }, by) {
      return alone(deps, async (still) => {
        const steps = await prepare(deps, request)
        const plan = planOf(steps)
        if (planDigest !== undefined && planDigest !== plan.digest) throw outdated()
        refuseMissing(plan)
        await tryOut(steps)
        return { digest: plan.digest, ...(await applySteps(steps, { ...by, still })) }
      })
    },
  }
}

/** Reads the document, compares it with the hub, and refuses it with all that is wrong. */
async function prepare(deps: Deps, { document, secrets }: ConfigurationRequest): Promise<readonly Step[]> {
  const given = new Map<string, unknown>(Object.entries(readDocument(document)))
  const values = new Map(Object.entries(secrets).map(([label, fields]) => [label, new Map(Object.entries(fields))]))
  const hub = await deps.reader.read()
  const context = {
    ...deps,
    hub,
    productTypes: createNames(hub.productTypes.map(({ name, id }) => [name, id])),
    products: createNames(hub.products.map((product) => [productKey(product), product.id])),
    connections: createNames(hub.connections.map(({ label, id }) => [label, id])),
    connectors: new Map(hub.connections.map(({ label, connector }) => [label, connector])),
    scanProfiles: createNames(hub.scanProfiles.map(({ name, id }) => [name, id])),
    secret: (connection: string, setting: string) => values.get(connection)?.get(setting),
  }
  const plans = sections.flatMap(({ name, plan }) => (given.has(name) ? [plan(given.get(name), context)] : []))
  const steps = plans.flatMap((plan) => plan.steps)
  refuse([...plans.flatMap((plan) => plan.issues), ...unasked(secrets, steps)])
  return steps
}

/** A value that no reference asks for would be kept from having any effect: a slip of whoever sends it. */
function unasked(secrets: SecretValues, steps: readonly Step[]): readonly Issue[] {
  const uses = steps.flatMap((step) => step.secrets ?? [])
  return Object.entries(secrets).flatMap(([label, fields]) =>
    Object.keys(fields)
      .filter((name) => !uses.some(({ connection, setting }) => connection === label && setting === name))
      .map((name) => ({
        field: `secrets.${label}.${name}`,
        message: `The file refers to no secret "${name}" of a connection "${label}".`,
      })),
  )
}

function planOf(steps: readonly Step[]): ConfigurationPlan {
  const written = steps.filter(({ actions }) => actions.length > 0).map(({ change }) => change)
  return {
    digest: digest(JSON.stringify(written)),
    writes: written.length,
    changes: steps.map(({ change }) => change),
    secrets: steps.flatMap((step) => step.secrets ?? []),
  }
}

function outdated(): Problem {
  return new Problem('conflict', 'The hub or the file has changed since this plan was shown.', {
    code: 'plan-outdated',
    field: 'planDigest',
    remedy: 'Nothing was written. Look at the plan again and apply that one.',
  })
}

function refuseMissing({ secrets }: ConfigurationPlan): void {
  const missing = secrets.filter(({ state }) => state === 'missing')
  refuse(
    missing.map(({ connection, setting, reference }) => ({
      field: `secrets.${connection}.${setting}`,
      message: `The hub has no "${setting}" of "${connection}" yet, and no value of ${reference} came along.`,
    })),
    'invalid',
    'secret-missing',
  )
}

/** Tries the credentials of everything that is new or changed before anything is written. */
async function tryOut(steps: readonly Step[]): Promise<void> {
  const outcomes = await Promise.all(steps.map(trouble))
  const found = outcomes.flat()
  const kind = found.some(({ problem }) => problem.kind !== 'upstream') ? 'invalid' : 'upstream'
  refuse(
    found.flatMap(({ problem, path }) => issuesOf(path, problem)),
    kind,
    'configuration-check-failed',
  )
}

async function trouble({ check, path = '' }: Step): Promise<readonly { problem: Problem; path: string }[]> {
  try {
    await check?.()
    return []
  } catch (error) {
    if (error instanceof Problem) return [{ problem: error, path }]
    throw error
  }
}
