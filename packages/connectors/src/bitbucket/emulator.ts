import {
  type Answer,
  type Call,
  type Clock,
  createBudget,
  createClock,
  createEmulator,
  EarlyAnswer,
  type Emulator,
} from '@patchbay/sdk/testing'
import { type BitbucketCredentials, createAccess, scopes } from './emulator-access.ts'
import { cloudRoot, cloudRoutes } from './emulator-cloud.ts'
import { serverRoot, serverRoutes } from './emulator-data-center.ts'
import { cloudProblem, serverProblem } from './emulator-error.ts'
import type { CloudRepository, ServerRepository } from './emulator-repository.ts'

export type { BitbucketCredentials, CloudRepository, ServerRepository }

export interface BitbucketEmulatorOptions {
  /** Their workspaces, in the order they first appear, decide what credentials see: of the last one, public repositories only. */
  readonly cloud: readonly CloudRepository[]
  readonly dataCenter: readonly ServerRepository[]
  /** Default: runs with the machine's clock. */
  readonly clock?: Clock
  /** Requests an hour for each caller of Bitbucket Cloud. Default 1,000. */
  readonly limit?: number
  /** Most rows of a page, whatever is asked for. Default: what each product allows. */
  readonly rowsPerPage?: number
  /** A Data Center of before the address of default branches changed. */
  readonly olderServer?: boolean
}

/** The repository part of both products, each below the path its real address ends with. */
export interface BitbucketEmulator extends Emulator {
  readonly credentials: BitbucketCredentials
  /** Base URLs of the two. */
  readonly cloudUrl: string
  readonly dataCenterUrl: string
}

/** Starts the emulator. */
export async function createBitbucketEmulator(options: BitbucketEmulatorOptions): Promise<BitbucketEmulator> {
  const { cloud, dataCenter, rowsPerPage } = options
  const clock = options.clock ?? createClock()
  const access = createAccess([...new Set(cloud.map(({ workspace }) => workspace))])
  const budget = createBudget({ limit: options.limit ?? 1000, seconds: 3600, clock })

  /** Only lists and rows of repositories are counted, and only those of callers that may ask. */
  function refuse(call: Call): Answer | undefined {
    if (!call.path.startsWith(`${cloudRoot}/repositories/`)) return undefined
    try {
      return budget.take(access.cloud(call, scopes.repositories).name).allowed ? undefined : cloudProblem(429)
    } catch (error) {
      if (error instanceof EarlyAnswer) return error.answer
      throw error
    }
  }

  const emulator = await createEmulator({
    routes: [
      ...cloudRoutes({ access, repositories: cloud, rowsPerPage }),
      ...serverRoutes({ access, repositories: dataCenter, rowsPerPage, older: options.olderServer ?? false }),
    ],
    words: cloudProblem,
    gate: refuse,
    finish: reword,
    revoke: access.revoke,
    clock,
  })
  return {
    ...emulator,
    credentials: access.credentials,
    cloudUrl: `${emulator.url}${cloudRoot}`,
    dataCenterUrl: `${emulator.url}${serverRoot}`,
  }
}

/** The host answers unknown paths in the words of Cloud, which Data Center does not share. */
function reword(call: Call, answer: Answer): Answer {
  const isServers = call.path.startsWith(`${serverRoot}/`)
  const isClouds = typeof answer.body === 'object' && answer.body !== null && 'error' in answer.body
  return isServers && isClouds ? serverProblem(answer.status) : answer
}
