import type { Urgency } from './notification.ts'
import { type Digest, digestType, digestWords } from './notification-digest.ts'
import { type ChangeCounts, changesType, changesWords } from './vulnerability-change.ts'

/** What operators can be told of, in the order it is offered. */
export const eventTypes = [
  'connection.needs-attention',
  'connection.recovered',
  'record.missing',
  'record.stale',
  'snapshot.held',
  'operation.failed',
  'sla.breached',
  'vulnerability.new-critical',
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
  readonly product: { readonly id: string; readonly name: string } | null
  /** Records or vulnerabilities; the first of them, and how many there are. */
  readonly items: { readonly total: number; readonly named: readonly NotificationItem[] }
  /** Of changes of vulnerabilities, how many of each kind. */
  readonly changes: ChangeCounts | null
  readonly digest: Digest | null
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
  /** What its items are. */
  readonly items: 'records' | 'vulnerabilities'
  readonly words: (happening: Happening) => Words
}

/** Every kind of event. The table is all there is to add for another one, besides the place where it is raised. */
export const eventKinds: Readonly<Record<EventType, EventKind>> = {
  'connection.needs-attention': {
    label: 'Connection needs attention',
    description:
      'Somebody has to do something before it works again: renew credentials, give a permission. Told once until it is well.',
    urgency: 'critical',
    items: 'records',
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
    items: 'records',
    words: ({ connection }) => ({ title: `${labelOf(connection)} is well again`, text: null, path: pageOf(connection) }),
  },
  'record.missing': {
    label: 'Record is missing',
    description: 'The vendor no longer lists what is mapped. Its findings stay as they are until somebody unmaps it.',
    urgency: 'warning',
    items: 'records',
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
    items: 'records',
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
    items: 'records',
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
    items: 'records',
    words: ({ connection, problem, operation }) => ({
      title: `${operation?.kind ?? 'An operation'} of ${labelOf(connection)} failed`,
      text: problem?.message ?? null,
      path: operationPage(operation),
    }),
  },
  'sla.breached': {
    label: 'Deadline missed',
    description: 'The time to fix a vulnerability is over, and it is still open. Told once for each deadline, by product.',
    urgency: 'warning',
    items: 'vulnerabilities',
    words: ({ product, items }) => ({
      title:
        items.total === 1
          ? `${items.named[0]?.name ?? 'A vulnerability'} ${within(product)} is overdue`
          : `${items.total} vulnerabilities ${within(product)} are overdue`,
      text: 'The time to fix this is over, and scanners still see it. Fix it, or decide what is to become of it.',
      path: vulnerabilitiesPage({ overdue: 'true' }, product),
    }),
  },
  'vulnerability.new-critical': {
    label: 'New critical vulnerability',
    description:
      'A sync found a critical vulnerability that was not there before. Told once, by product; of a first import as a whole.',
    urgency: 'critical',
    items: 'vulnerabilities',
    words: ({ connection, product, items }) => ({
      title:
        connection === null
          ? `${items.total} new critical ${within(product)}${items.total === 1 ? `: ${items.named[0]?.name ?? ''}` : ''}`
          : `${items.total} new critical in the first import of ${connection.label}`,
      text: null,
      path: vulnerabilitiesPage({ severity: 'critical', ...(connection !== null && { connection: connection.id }) }, product),
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
  if (type === changesType && happening.changes !== null) return changesWords(happening.changes)
  if (type === digestType && happening.digest !== null) return digestWords(happening.digest)
  return { title: type, text: null, path: pageOf(happening.connection) }
}

function within(product: Happening['product']): string {
  return product === null ? 'without a product' : `in ${product.name}`
}

function vulnerabilitiesPage(filter: Readonly<Record<string, string>>, product: Happening['product']): string {
  const query = new URLSearchParams({ ...filter, ...(product !== null && { product: product.id }) })
  return `/vulnerabilities?${query}`
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
