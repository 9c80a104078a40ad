import type {
  Family,
  LeftOut,
  Snapshot,
  SnapshotFinding,
  SnapshotScope,
  Upload,
  UploadReceipt,
  UploadStatus,
  Written,
} from '../../model/snapshot.ts'
import type { OpenedExports } from '../../plugin.ts'
import type { DestinationFacts } from '../world.ts'
import type { Session } from './session.ts'
import { scopeOf, snapshotOf } from './snapshots.ts'

/** A document as it was written. */
export interface Paper {
  readonly text: string
  /** Findings it says it has. */
  readonly findings: number
  readonly leftOut: readonly LeftOut[]
  /** Characters of the longest piece. */
  readonly longest: number
}

/** The exports of a session. Throws for a connector that has none. */
export function exportsOf({ opened }: Session): OpenedExports {
  if (opened.exports === undefined) throw new Error('It has no exports.')
  return opened.exports
}

/** What writes its documents: itself, or the hub, for which the kit writes the ids of what nobody decided about, a line each. */
export function writerOf({ write }: Pick<OpenedExports, 'write'>): (snapshot: Snapshot) => AsyncIterable<Written> {
  return write ?? plainDocument
}

async function* plainDocument({ findings }: Snapshot): AsyncGenerator<Written, void, void> {
  for await (const page of findings) {
    for (const { id, decision } of page) {
      if (decision === null) yield { text: `${id}\n`, findings: 1 }
      else yield { leftOut: { finding: id, reason: 'Somebody decided about it.' } }
    }
  }
}

export async function writePaper(exports: Pick<OpenedExports, 'write'>, snapshot: Snapshot): Promise<Paper> {
  const texts: string[] = []
  const leftOut: LeftOut[] = []
  let findings = 0
  for await (const piece of writerOf(exports)(snapshot)) {
    if ('leftOut' in piece) leftOut.push(piece.leftOut)
    else {
      texts.push(piece.text)
      findings += piece.findings ?? 0
    }
  }
  return { text: texts.join(''), findings, leftOut, longest: Math.max(0, ...texts.map(({ length }) => length)) }
}

/** An upload of these findings. */
export interface Parcel {
  readonly scope: SnapshotScope
  readonly uploadId: string
  readonly findings: readonly SnapshotFinding[]
  /** Ticket of the upload before it. */
  readonly before?: unknown
}

export function parcelOf(
  family: Family,
  { repository }: Pick<DestinationFacts, 'repository'>,
  findings: readonly SnapshotFinding[],
): Parcel {
  return { scope: scopeOf(family, repository), uploadId: '0198c8a2-0000-7000-8000-000000000001', findings }
}

/** A parcel that was handed over. */
export interface Shipped {
  readonly paper: Paper
  /** Tickets of `begun`, oldest first. */
  readonly begun: readonly unknown[]
  readonly receipt: UploadReceipt
}

export async function ship(session: Session, { scope, uploadId, findings, before }: Parcel): Promise<Shipped> {
  const exports = exportsOf(session)
  const paper = await writePaper(exports, snapshotOf(scope, uploadId, findings, 3))
  const bytes = Buffer.from(paper.text)
  const begun: unknown[] = []
  const upload: Upload = {
    uploadId,
    scope,
    takenAt: '2026-11-28T11:00:00.000Z',
    findings: paper.findings,
    commit: findings[0]?.commit ?? null,
    name: `web-shop-${scope.family}.json`,
    content: {
      mediaType: 'application/json',
      size: bytes.length,
      read: async function* () {
        for (let start = 0; start < bytes.length; start += 1000) yield bytes.subarray(start, start + 1000)
      },
    },
    ...(before !== undefined && { before }),
    begun: async (ticket) => void begun.push(ticket),
  }
  return { paper, begun, receipt: await exports.send(upload) }
}

const isOver = ({ state }: UploadStatus) => state !== 'pending' && state !== 'in-progress'

/** Asks until the destination says how it ended, as the hub does: with what JSON leaves of the ticket. */
export async function follow(session: Session, { ticket, status }: UploadReceipt): Promise<UploadStatus> {
  const exports = exportsOf(session)
  let current = status
  for (let polls = 0; !isOver(current); polls += 1) {
    if (polls === 90) throw new Error(`The upload never ends: ${JSON.stringify(current)}`)
    if (exports.status === undefined) throw new Error('The upload goes on, and there is no way to ask how.')
    session.clock.advance(120_000)
    current = await exports.status(asJson(ticket))
  }
  return current
}

export async function shipWhole(session: Session, parcel: Parcel): Promise<Shipped & { readonly status: UploadStatus }> {
  const shipped = await ship(session, parcel)
  return { ...shipped, status: await follow(session, shipped.receipt) }
}

export function asJson(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value ?? null))
}
