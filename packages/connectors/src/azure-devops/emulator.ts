import { type Clock, createBudget, createClock, createEmulator, type Emulator } from '@patchbay/sdk/testing'
import { type AzureDevOpsCredentials, createAccess, type SignIn } from './emulator-access.ts'
import { problem } from './emulator-error.ts'
import { createLimits } from './emulator-limit.ts'
import type { HostedProject, HostedRepository } from './emulator-project.ts'
import { routesOf } from './emulator-routes.ts'

export type { AzureDevOpsCredentials, HostedProject, HostedRepository, SignIn }

export interface AzureDevOpsEmulatorOptions {
  readonly projects: readonly HostedProject[]
  /** The only organization there is; on a server its collection. Default `acme`. */
  readonly organization?: string
  /** Default: runs with the machine's clock. */
  readonly clock?: Clock
  /** Where a bad token leads. Default: to the sign-in page itself, with 203. */
  readonly signIn?: SignIn
  /** Azure DevOps Server 2022 instead of the services: version 7.0, and no limits. */
  readonly serverHost?: string
  /** Requests in five minutes. Default 1,000: the vendor counts units of its own. */
  readonly limit?: number
  /** Most projects of a page, whatever is asked for. */
  readonly rowsPerPage?: number
}

/** Projects and repositories of the Azure DevOps REST API. */
export interface AzureDevOpsEmulator extends Emulator {
  readonly credentials: AzureDevOpsCredentials
  readonly organization: string
  /** From now on bad tokens are shown the sign-in page even if the caller asked for 401, as some hosts do. */
  insistOnSignIn(how: SignIn): void
}

/** Starts the emulator. */
export async function createAzureDevOpsEmulator(options: AzureDevOpsEmulatorOptions): Promise<AzureDevOpsEmulator> {
  const { projects, organization = 'acme', serverHost } = options
  const clock = options.clock ?? createClock()
  const access = createAccess(options.signIn ?? 'page')
  const limits =
    serverHost === undefined ? createLimits(createBudget({ limit: options.limit ?? 1000, seconds: 300, clock })) : undefined

  const emulator = await createEmulator({
    routes: routesOf({
      access,
      organization,
      projects,
      host: serverHost ?? 'dev.azure.com',
      newest: serverHost === undefined ? '7.1' : '7.0',
    }),
    words: problem,
    ...(limits && { gate: limits.refuse, finish: limits.count }),
    revoke: access.revoke,
    clock,
    pageSize: { parameter: '$top', most: options.rowsPerPage },
  })
  return { ...emulator, credentials: access.credentials, organization, insistOnSignIn: access.insistOnSignIn }
}
