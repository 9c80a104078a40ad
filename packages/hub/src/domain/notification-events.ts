import type { Urgency } from './notification.ts'

/** What people can be told of, in the order it is offered. */
export const eventTypes = [
  'connection.needs-attention',
  'connection.recovered',
  'record.missing',
  'record.stale',
  'snapshot.held',
  'operation.failed',
] as const

export type EventType = (typeof eventTypes)[number]

/** The type of a message somebody sends to see whether it arrives. Nobody subscribes to it. */
export const testType = 'test'

export interface NotificationItem {
  /** Public id. */
  readonly id: string
  readonly name: string
  /** What is to be said about this one. */
  readonly note: string | null
}

/** What happened, as far as it is known. */
export interface Happening {
  readonly connection: { readonly id: string; readonly label: string; readonly connector: string } | null
  readonly problem: { readonly kind: string; readonly message: string; readonly remedy: string | null } | null
  readonly operation: { readonly id: string; readonly kind: string } | null
  /** Records; the first of them, and how many there are. */
  readonly items: { readonly total: number; readonly named: readonly NotificationItem[] }
}

/** In words for people. */
interface Words {
  readonly title: string
  readonly text: string | null
  /** Page of the web app. */
  readonly path: string
}

export interface EventKind {
  readonly label: string
  readonly description: string
  readonly urgency: Urgency
  readonly words: (happening: Happening) => Words
}

/** Every kind of event. The table is all there is to add for another one, besides the place where it is raised. */
export const eventKinds: Readonly<Record<EventType, EventKind>> = {
  'connection.needs-attention': {
    label: 'Connection needs attention',
    description:
      'Somebody has to do something before it works again: renew credentials, give a permission. Told once until it is well.',
    urgency: 'critical',
    words: ({ connection, problem }) => ({
      title: `${labelOf(connection)} needs attention`,
      text: problem?.message ?? null,
      path: pageOf(connection),
    }),
  },
  'connection.recovered': {
    label: 'Connection is well again',
    description: 'After it needed attention, its vendor answers as it should.',
    urgency: 'information',
    words: ({ connection }) => ({ title: `${labelOf(connection)} is well again`, text: null, path: pageOf(connection) }),
  },
  'record.missing': {
    label: 'Record is missing',
    description: 'The vendor no longer lists what is mapped. Its findings stay as they are until somebody unmaps it.',
    urgency: 'warning',
    words: ({ connection, items }) => ({
      title: `${records(items)} of ${labelOf(connection)} ${items.total === 1 ? 'is' : 'are'} missing`,
      text: 'The vendor did not list this in the last complete discover. Findings stay as they are.',
      path: recordsPage('MISSING', connection),
    }),
  },
  'record.stale': {
    label: 'Record is stale',
    description: 'The product or repository a record leads to is gone, so it is not synced until somebody maps it anew.',
    urgency: 'warning',
    words: ({ connection, items }) => ({
      title: `${records(items)} of ${labelOf(connection)} ${items.total === 1 ? 'leads' : 'lead'} nowhere`,
      text: 'What this was mapped to no longer exists. It is not synced until it is mapped again.',
      path: recordsPage('STALE', connection),
    }),
  },
  'snapshot.held': {
    label: 'Snapshot is held',
    description:
      'A complete sync would close suspiciously much at once. Nothing closes until somebody confirms it. Told once until it is over.',
    urgency: 'warning',
    words: ({ connection, items, operation }) => ({
      title: `A snapshot of ${labelOf(connection)} is held: ${records(items)} lost many findings`,
      text: 'Look at the scanner. If the findings are really gone, confirm the operation; nothing was closed.',
      path: operationPage(operation),
    }),
  },
  'operation.failed': {
    label: 'Operation failed',
    description:
      'The vendor could not be reached, or limits us for too long. It is tried again by itself; told once until it works.',
    urgency: 'warning',
    words: ({ connection, problem, operation }) => ({
      title: `${operation?.kind ?? 'An operation'} of ${labelOf(connection)} failed`,
      text: problem?.message ?? null,
      path: operationPage(operation),
    }),
  },
}

export function isEventType(type: string): type is EventType {
  return type in eventKinds
}

/** What happened in words. Of a type nobody knows any more, its name. */
export function wordsOf(type: string, happening: Happening): Words {
  if (isEventType(type)) return eventKinds[type].words(happening)
  if (type === testType)
    return {
      title: 'This is a test',
      text: 'If you read this, messages of Patchbay arrive.',
      path: pageOf(happening.connection),
    }
  return { title: type, text: null, path: pageOf(happening.connection) }
}

function labelOf(connection: Happening['connection']): string {
  return connection === null ? 'A connection' : connection.label
}

function records({ total, named: [first] }: Happening['items']): string {
  return total === 1 && first !== undefined ? `Record ${first.name}` : `${total} records`
}

function pageOf(connection: Happening['connection']): string {
  return connection === null ? '/integrations' : `/integrations/${connection.id}`
}

function recordsPage(state: string, connection: Happening['connection']): string {
  return connection === null ? `/records?state=${state}` : `/records?state=${state}&connection=${connection.id}`
}

function operationPage(operation: Happening['operation']): string {
  return operation === null ? '/operations' : `/operations/${operation.id}`
}
