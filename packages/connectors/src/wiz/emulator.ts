import {
  type Answer,
  type Call,
  type Clock,
  createClock,
  createEmulator,
  type Emulator,
  type Tenant,
} from '@patchbay/sdk/testing'
import {
  type AccessBehaviour,
  accounts,
  createAccess,
  requireScope,
  type WizAccess,
  type WizAccount,
  type WizAccounts,
} from './emulator-access.ts'
import { failed, fieldError, runDocument } from './emulator-graphql.ts'
import {
  type Activity,
  createIngestion,
  type HeldFinding,
  type Ingestion,
  type IngestionBehaviour,
} from './emulator-ingestion.ts'
import { createInventory, type Inventory } from './emulator-inventory.ts'
import { type SlotArguments, wizSchema } from './emulator-schema.ts'
import { createStorage, type Slot, type Storage, storagePattern } from './emulator-storage.ts'

/** Switches for what the public sources leave open, and for what goes wrong. */
export interface WizBehaviour extends AccessBehaviour, IngestionBehaviour {
  slotArguments: SlotArguments
}

export interface WizEmulatorOptions {
  readonly tenant: Tenant
  /** Default: runs with the machine's clock. */
  readonly clock?: Clock
  readonly behaviour?: Partial<WizBehaviour>
  readonly latency?: number
  readonly port?: number
}

/** A Wiz tenant as a destination: token service, API and object store under one address. */
export interface WizEmulator extends Emulator {
  /** Settings' `apiEndpointUrl` and `authUrl`. */
  readonly apiUrl: string
  readonly authUrl: string
  readonly accounts: WizAccounts
  /** May be changed while it runs. */
  readonly behaviour: WizBehaviour
  /** Repositories the tenant knows. */
  readonly inventory: Inventory
  /** Every finding that came through uploads, newest state by the emulator's clock. */
  findings(): readonly HeldFinding[]
  /** Every slot that was asked for. */
  readonly slots: readonly Slot[]
}

const usualBehaviour: WizBehaviour = {
  tokenLifetime: 86_400,
  badToken: 'status',
  slotArguments: 'both',
  visible: 5,
  started: 10,
  ended: 30,
  fate: null,
  short: false,
  uploadsPerDay: 3,
  unknownIntegration: 'failure',
}

/** Starts the emulator. */
export async function createWizEmulator(options: WizEmulatorOptions): Promise<WizEmulator> {
  const clock = options.clock ?? createClock()
  const behaviour: WizBehaviour = { ...usualBehaviour, ...options.behaviour }
  const access = createAccess(clock, behaviour)
  const inventory = createInventory(options.tenant)
  const storage = createStorage(clock)
  const ingestion = createIngestion(clock, storage, inventory, behaviour)

  const emulator = await createEmulator({
    routes: [
      { method: 'POST', pattern: '/oauth/token', handle: access.exchange },
      { method: 'POST', pattern: '/graphql', handle: (call) => answer(call, { access, behaviour, storage, ingestion }) },
      { method: 'PUT', pattern: storagePattern, handle: storage.put },
    ],
    words: problem,
    revoke: access.revoke,
    clock,
    latency: options.latency,
    port: options.port,
  })
  return {
    ...emulator,
    apiUrl: `${emulator.url}/graphql`,
    authUrl: `${emulator.url}/oauth/token`,
    accounts,
    behaviour,
    inventory,
    findings: ingestion.findings,
    slots: storage.slots,
  }
}

interface Parts {
  readonly access: WizAccess
  readonly behaviour: WizBehaviour
  readonly storage: Storage
  readonly ingestion: Ingestion
}

async function answer(call: Call, parts: Parts): Promise<Answer> {
  const account = parts.access.signIn(call)
  if ('status' in account) return account
  return runDocument(call, wizSchema(parts.behaviour.slotArguments), rootOf(call, account, parts))
}

interface SlotRequest {
  readonly filename?: string
  readonly input?: { readonly filename: string }
}

function rootOf({ url }: Call, account: WizAccount, { storage, ingestion }: Parts): object {
  return {
    requestSecurityScanUpload: ({ filename, input }: SlotRequest) => {
      requireScope(account, ['create:external_data_ingestion'])
      const name = input?.filename ?? filename
      if (name === undefined || name === '') throw fieldError('BAD_USER_INPUT', 'filename or input is required')
      const slot = storage.request(name, url)
      return { upload: { id: slot.id, url: slot.url, systemActivityId: slot.activityId } }
    },
    systemActivity: ({ id }: { readonly id: string }) => {
      requireScope(account, ['read:all', 'read:system_activities'])
      const slot = storage.byActivity(id)
      const activity = slot === undefined ? { kind: 'unseen' as const } : ingestion.activity(slot)
      if (slot === undefined || activity.kind === 'unseen') throw fieldError('NOT_FOUND', 'Resource not found')
      return shown(slot, activity)
    },
  }
}

function shown(slot: Slot, activity: Exclude<Activity, { kind: 'unseen' }>): object {
  const verdict = activity.kind === 'over' ? activity.verdict : null
  const { findings, dataSources, unresolved } = verdict ?? {}
  const none = { incoming: 0, handled: 0 }
  return {
    id: slot.activityId,
    name: 'Custom Integration',
    status: activity.kind === 'open' ? activity.status : activity.verdict.status,
    statusInfo: verdict?.info ?? null,
    result: findings && {
      __typename: 'SystemActivityEnrichmentIntegrationResult',
      dataSources: dataSources ?? null,
      findings,
      events: none,
      tags: none,
      percentCompleted: 100,
      unresolvedAssets: unresolved && { count: unresolved.length, ids: unresolved },
    },
    context: {
      __typename: 'SystemActivityEnrichmentIntegrationContext',
      fileUploadId: slot.id,
      isFileDownloadAvailable: false,
      name: slot.filename,
    },
    createdAt: slot.putAt?.toISOString(),
    triggerType: 'FILE_UPLOADED',
  }
}

const codes: Readonly<Record<number, readonly [code: string, message: string]>> = {
  400: ['BAD_USER_INPUT', 'Bad request'],
  401: ['UNAUTHENTICATED', 'Unauthenticated'],
  403: ['FORBIDDEN_IP', 'Forbidden'],
  404: ['NOT_FOUND', 'Not found'],
  429: ['RATE_LIMIT_EXCEEDED', 'Rate limit exceeded'],
}

function problem(status: number): Answer {
  const [code, message] = codes[status] ?? ['INTERNAL', 'Internal server error']
  return failed(status, code, message)
}
