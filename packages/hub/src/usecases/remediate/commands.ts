import { groupFixes } from '../../domain/fix-group.ts'
import { notFound, Problem } from '../../domain/problem.ts'
import { publicId } from '../../domain/public-id.ts'
import { severityRank } from '../../domain/severity.ts'
import type { FixableRow, LockedRemediation, NewRemediation } from '../../store/remediations/shapes.ts'
import type { Store, Writers } from '../../store/store.ts'
import type { Commands } from '../commands.ts'
import { eventOf } from './event-of.ts'
import { toFixable } from './fixable.ts'
import type { RemediationPatch } from './inputs.ts'
import { moveOn } from './move-on.ts'
import { refreshAsset } from './proposals.ts'
import { createWaiting } from './waiting.ts'

const most = 1000

/** What people do with remediations. Nobody but a scan resolves one. */
export function createRemediate(deps: { readonly store: Store; readonly now: () => Date }): Commands['remediations'] {
  const { store, now } = deps
  return {
    ...createWaiting(deps),

    async create({ vulnerabilityIds, ...patch }, actor) {
      const ids = [...new Set(vulnerabilityIds)]
      if (ids.length > most) throw tooMany()
      const at = now()
      const told = toldBy(patch)
      return store.transact(async (write) => {
        await write.vulnerabilities.lock(ids)
        const rows = await write.proposals.fixable(ids)
        refuse(ids, rows)
        const byAsset = [...Map.groupBy(rows, (row) => row.assetId)].toSorted(([left], [right]) => left - right)
        const created = await write.remediations.insert(
          byAsset.map(([assetId, some]) => workOn(assetId, some, actor.id)),
          at,
        )
        for (const id of created) await write.remediations.tell(id, told, at)
        await write.remediations.recount(created, at)
        const locked = await write.remediations.lock(created)
        await write.remediations.record(
          locked.map((row) => eventOf(row, 'state', actor.id, { trigger: 'created', from: null, to: 'open', reason: null })),
          at,
        )
        for (const [assetId] of byAsset) await refreshAsset(write, assetId, at)
        return created
      })
    },

    async update(remediationId, patch, actor) {
      const at = now()
      const told = toldBy(patch)
      await store.transact(async (write) => {
        const before = await worked(write, remediationId)
        await write.remediations.tell(remediationId, told, at)
        await write.remediations.recount([remediationId], at)
        const [after] = await write.remediations.lock([remediationId])
        if (after === undefined || !isChanged(before, after)) return
        await write.remediations.record([eventOf(after, 'edited', actor.id, { from: shown(before), to: shown(after) })], at)
      })
    },

    async comment(remediationId, text, actor) {
      await store.transact(async (write) => {
        const { id, assetId } = await worked(write, remediationId)
        await write.remediations.record(
          [{ remediationId: id, assetId, kind: 'comment', actor: actor.id, data: { text } }],
          now(),
        )
      })
    },

    async act(remediationId, action, reason, actor) {
      await store.transact(async (write) => {
        // Everybody locks vulnerabilities before what fixes them.
        await write.vulnerabilities.lock(await write.remediations.vulnerabilitiesOf([remediationId]))
        const remediation = await held(write, remediationId)
        await moveOn(write, remediation, { trigger: action, actor: actor.id, reason }, now())
      })
    },
  }
}

async function held(write: Writers, id: number): Promise<LockedRemediation> {
  const [remediation] = await write.remediations.lock([id])
  if (remediation === undefined) throw notFound('remediation', publicId('remediation', id))
  return remediation
}

/** One that is more than proposed. */
async function worked(write: Writers, id: number): Promise<LockedRemediation> {
  const remediation = await held(write, id)
  if (remediation.state !== 'proposed') return remediation
  throw new Problem('conflict', `Remediation "${publicId('remediation', id)}" is only proposed.`, {
    code: 'remediation-proposed',
    remedy: 'Open it first: a proposal is made anew whenever its vulnerabilities change.',
  })
}

function workOn(assetId: number, rows: readonly FixableRow[], createdBy: string): NewRemediation {
  const groups = groupFixes(rows.map(toFixable))
  const [only] = groups
  const isOne = only !== undefined && groups.length === 1 && only.closes.length === rows.length
  return {
    assetId,
    groupKey: null,
    mode: isOne ? only.mode : 'manual',
    title: isOne ? only.title : `Fix ${rows.length === 1 ? rows[0]?.name : `${rows.length} vulnerabilities`}`,
    fix: isOne ? { ...only.fix, remaining: [] } : { upgrades: groups.flatMap(({ fix }) => fix.upgrades), remaining: [] },
    state: 'open',
    createdBy,
    closes: rows.map(({ id }) => id),
  }
}

function refuse(ids: readonly number[], rows: readonly FixableRow[]): void {
  const open = new Set(rows.map(({ id }) => id))
  const closed = ids.find((id) => !open.has(id))
  if (closed !== undefined) {
    throw new Problem('conflict', `Vulnerability "${publicId('vulnerability', closed)}" is not open.`, {
      code: 'vulnerability-not-open',
      field: 'vulnerabilityIds',
      remedy: 'Choose vulnerabilities that are open, in progress or pending.',
    })
  }
  const taken = rows.find(({ remediationState }) => remediationState !== null && remediationState !== 'proposed')
  if (taken?.remediationId) {
    const remediation = publicId('remediation', taken.remediationId)
    throw new Problem('conflict', `Remediation "${remediation}" already fixes "${publicId('vulnerability', taken.id)}".`, {
      code: 'vulnerability-in-remediation',
      field: 'vulnerabilityIds',
      remedy: 'Leave it out, or work on that remediation.',
    })
  }
}

function tooMany(): Problem {
  return new Problem('invalid', `At most ${most} vulnerabilities can be fixed at once.`, {
    code: 'too-many-vulnerabilities',
    field: 'vulnerabilityIds',
    remedy: 'Narrow the selection.',
  })
}

function toldBy({ title, owner, priority, dueAt }: RemediationPatch) {
  return {
    ...(title !== undefined && { told_title: title }),
    ...(owner !== undefined && { owner }),
    ...(priority !== undefined && { told_priority: priority === null ? null : severityRank(priority) }),
    ...(dueAt !== undefined && { told_due_at: dueAt === null ? null : momentOf(dueAt) }),
  }
}

function momentOf(text: string): Date {
  const moment = new Date(text)
  if (!Number.isNaN(moment.getTime())) return moment
  throw new Problem('invalid', `"${text}" is not a time.`, {
    code: 'remediation-invalid',
    field: 'dueAt',
    remedy: 'Give an ISO 8601 time, e.g. 2027-01-31T00:00:00Z.',
  })
}

function shown({ title, owner, toldPriority, toldDueAt }: LockedRemediation) {
  return { title, owner, priority: toldPriority, dueAt: toldDueAt }
}

function isChanged(before: LockedRemediation, after: LockedRemediation): boolean {
  return JSON.stringify(shown(before)) !== JSON.stringify(shown(after))
}
