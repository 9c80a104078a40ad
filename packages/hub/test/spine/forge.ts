import github from '@patchbay/connectors/github'
import { createGitHubEmulator, type GitHubEmulator } from '@patchbay/connectors/github/emulator'
import gitlab from '@patchbay/connectors/gitlab'
import { createGitLabEmulator } from '@patchbay/connectors/gitlab/emulator'
import type { ChangeObstacle, Plugin } from '@patchbay/sdk'
import { demoTenant, type Emulator, type PlatformFacts } from '@patchbay/sdk/testing'
import { onTestFinished } from 'vitest'
import type { ChangeMaker } from '../../src/domain/change-request.ts'
import { publicId } from '../../src/domain/public-id.ts'
import { remediations } from './fixing.ts'
import { npm, paged, sighting } from './sighting.ts'
import { connect, type Stage, sync } from './stage.ts'
import { browse } from './telling.ts'
import { createVendor, product, type Vendor } from './vendor.ts'
import { tester, type World } from './world.ts'

/** An emulated platform with one repository that uses lodash, and what people do there. */
export interface Forge {
  readonly plugin: Plugin
  readonly emulator: Pick<Emulator, 'faults' | 'requests'>
  /** Settings that open requests. */
  readonly config: Readonly<Record<string, unknown>>
  readonly address: string
  /** The route that opens a request, and the one that shows it. */
  readonly requesting: { readonly method: string; readonly path: string }
  readonly showing: { readonly method: string; readonly path: string }
  readonly controls: Pick<PlatformFacts, 'held' | 'people'> & {
    reopen(id: string): void
    hinder(id: string, obstacle: ChangeObstacle | null): void
  }
}

export const gitHubHome = 'acme/identity'

export async function gitHubForge(): Promise<Forge & { readonly emulator: GitHubEmulator }> {
  const emulator = await createGitHubEmulator({ tenant: await demoTenant() })
  onTestFinished(() => emulator.close())
  return {
    plugin: github,
    emulator,
    config: { token: emulator.credentials.classic, baseUrl: emulator.url, pullRequests: true },
    address: `https://github.com/${gitHubHome}`,
    requesting: { method: 'POST', path: '/repos/{owner}/{repo}/pulls' },
    showing: { method: 'GET', path: '/repos/{owner}/{repo}/pulls/{number}' },
    controls: emulator.pulls,
  }
}

export async function gitLabForge(): Promise<Forge> {
  const path = 'acme/gateway'
  const facts = {
    defaultBranch: 'main',
    visibility: 'private',
    archived: false,
    topics: [],
    markedForDeletionOn: null,
  } as const
  // Its tokens are no member of the last group.
  const projects = [path, 'elsewhere/tool'].map((name, index) => ({ ...facts, id: 50_400_101 + index, path: name }))
  const emulator = await createGitLabEmulator({ projects })
  onTestFinished(() => emulator.close())
  return {
    plugin: gitlab,
    emulator,
    config: { token: emulator.credentials.writer, baseUrl: emulator.url, mergeRequests: true },
    address: `https://gitlab.com/${path}`,
    requesting: { method: 'POST', path: '/projects/{id}/merge_requests' },
    showing: { method: 'GET', path: '/projects/{id}/merge_requests/{iid}' },
    controls: emulator.merges,
  }
}

/** A scanner that proposes to upgrade lodash in the repository of a forge. */
export interface ForgeScene<F extends Forge = Forge> {
  readonly stage: Stage
  readonly world: World
  readonly vendor: Vendor
  readonly vendorId: number
  readonly forge: F
  readonly connectionId: number
  readonly remediationId: number
}

export async function forgeScene<F extends Forge>(stage: Stage, forge: F, settings = forge.config): Promise<ForgeScene<F>> {
  return { stage, ...(await connectForge(stage.world, forge, settings)) }
}

/** The same without a stage, for processes that have none. */
export async function connectForge<F extends Forge>(
  open: Stage['world'],
  forge: F,
  settings = forge.config,
): Promise<Omit<ForgeScene<F>, 'stage'>> {
  const vendor = createVendor('alpha')
  vendor.products = [product('web', { address: forge.address })]
  const lodash = sighting('web', 'L1', {
    identifiers: ['CVE-2021-23337'],
    package: { ...npm('lodash', '4.17.15'), fixedVersion: '4.17.21' },
  })
  vendor.findings.set('web', { pages: paged([lodash], 5) })
  const world = await open([vendor, forge.plugin])
  const input = { connector: forge.plugin.manifest.id, label: 'Forge', config: { ...settings } }
  const { connectionId } = await world.commands.connections.create(input, tester)
  await world.settle()
  const vendorId = await connect(world, vendor)
  await world.settle()
  await world.propose()
  const [remediation] = await remediations(world)
  return { world, vendor, vendorId, forge, connectionId, remediationId: remediation?.id ?? 0 }
}

interface Options {
  readonly overrides?: boolean
  readonly by?: ChangeMaker
}

export const preview = ({ world, remediationId, connectionId }: ForgeScene, options: Options = {}) =>
  world.commands.changeRequests.preview(remediationId, { connectionId, overrides: false, by: 'patchbay', ...options })

export const propose = (
  { world, remediationId, connectionId }: ForgeScene,
  options: Options & { readonly commit?: string } = {},
) => world.commands.changeRequests.open(remediationId, { connectionId, overrides: false, by: 'patchbay', ...options }, tester)

/** The change requests of the hub, newest first. */
export const requestsOf = async ({ stage, remediationId }: ForgeScene) =>
  (
    await browse(stage).changeRequests.list(
      { remediation: [publicId('remediation', remediationId)] },
      { limit: 50, sort: '-createdAt' },
    )
  ).items

export const stateOf = async ({ world }: ForgeScene) => (await remediations(world))[0]?.state

/** Requests that write, over there. */
export const writes = ({ forge }: ForgeScene) => forge.emulator.requests.all.filter(({ method }) => method !== 'GET').length

/** Minutes pass, and the hub does what it does every minute. */
export async function later({ stage, world }: ForgeScene, minutes: number): Promise<void> {
  stage.pass({ minutes })
  await world.keepChangeRequests()
}

/** The scanner looks again and sees nothing any more. */
export async function scanClean({ vendor, world, vendorId }: ForgeScene): Promise<void> {
  vendor.findings.set('web', { pages: [{ items: [] }] })
  await sync(world, vendorId)
}
