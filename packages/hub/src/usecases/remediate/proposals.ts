import { isDeepStrictEqual } from 'node:util'
import { type FixGroup, groupFixes } from '../../domain/fix-group.ts'
import type { FixableRow, FollowingRemediation } from '../../store/remediations/shapes.ts'
import type { Store, Writers } from '../../store/store.ts'
import { joinCampaigns } from './campaigns.ts'
import { eventOf } from './event-of.ts'
import { toFixable } from './fixable.ts'
import { writeWork } from './move-on.ts'
import { endObsolete, takeUpAgain } from './settle.ts'
import { keepClocks } from './waiting.ts'

/** Vulnerabilities read at once. */
const pageSize = 2000

/**
 * Looks again at the repositories and images whose vulnerabilities changed, one transaction each: proposes what closes them
 * now, withdraws what closes nothing any more, and leaves what is unchanged as it is. Returns how many it looked at.
 */
export async function refreshProposals(deps: { readonly store: Store; readonly now: () => Date }): Promise<number> {
  for (let count = 0; ; count += 1) {
    const more = await deps.store.transact(async (write) => {
      const assetId = await write.proposals.takeStale()
      if (assetId !== null) await refreshAsset(write, assetId, deps.now())
      return assetId !== null
    })
    if (!more) return count
  }
}

/** What is proposed for one repository or image, and the figures of what people work on. */
export async function refreshAsset(write: Writers, assetId: number, now: Date): Promise<void> {
  await takeUpAgain(write, assetId, now)
  const following = await write.proposals.following(assetId)
  const rows = await freeVulnerabilities(write, assetId)
  const owners = new Map(rows.flatMap(ownerOf))
  const groups = groupFixes(rows.map(toFixable))
  const matched = groups.map((group) => matchOf(group, following, owners))
  await write.proposals.rewrite(matched.flatMap(rewriteOf), now)
  // Vulnerabilities leave what no longer closes them before others take them over.
  const closing = new Set(matched.flatMap(({ closes }) => closes))
  const proposed = following.filter(({ state }) => state === 'proposed')
  await write.proposals.unlink(proposed.flatMap(({ closes }) => closes.filter((id) => !closing.has(id))))
  await write.remediations.link(
    matched.flatMap(({ remediation, closes }) =>
      remediation === null ? [] : closes.map((vulnerabilityId) => ({ vulnerabilityId, remediationId: remediation.id })),
    ),
    now,
  )
  await write.remediations.insert(
    matched.flatMap(({ remediation, group, closes }) => {
      if (remediation !== null || closes.length === 0) return []
      const { key, mode, title, fix } = group
      return [{ assetId, groupKey: key, mode, title, fix, state: 'proposed' as const, createdBy: null, closes }]
    }),
    now,
  )
  const kept = new Set(matched.flatMap(({ remediation, closes }) => (remediation && closes.length > 0 ? [remediation.id] : [])))
  await write.proposals.withdraw(proposed.flatMap(({ id }) => (kept.has(id) ? [] : [id])))
  await keepClocks(write, assetId, now)
  await recount(write, assetId, [...kept], now)
  await joinCampaigns(write, assetId, now)
  await endObsolete(write, assetId, now)
}

/** The open vulnerabilities that nobody works on yet. */
async function freeVulnerabilities(write: Writers, assetId: number): Promise<readonly FixableRow[]> {
  const free: FixableRow[] = []
  for (let after = 0; ; ) {
    const page = await write.proposals.fixableOf(assetId, after, pageSize)
    const last = page.at(-1)
    if (last === undefined) return free
    after = last.id
    free.push(...page.filter(isFree))
  }
}

/** What was opened for a vulnerability, if anything was. */
function ownerOf({ id, remediationId, remediationState }: FixableRow): readonly (readonly [number, number])[] {
  return remediationId === null || remediationState === 'proposed' ? [] : [[id, remediationId]]
}

/** Whether it may still go to another fix group: what somebody began with keeps what it began with. */
function isFree({ remediationState, remediationKey }: FixableRow): boolean {
  if (remediationState === null || remediationState === 'proposed') return true
  return remediationKey !== null && (remediationState === 'open' || remediationState === 'reopened')
}

interface Matched {
  readonly group: FixGroup
  /** What there is of the group already; what was opened goes before what is only proposed. */
  readonly remediation: FollowingRemediation | null
  readonly closes: readonly number[]
}

function matchOf(group: FixGroup, following: readonly FollowingRemediation[], owners: ReadonlyMap<number, number>): Matched {
  const same = following.filter(({ groupKey }) => groupKey === group.key)
  const remediation = same.find(({ state }) => state !== 'proposed') ?? same[0] ?? null
  const closes = group.closes.filter((id) => {
    const owner = owners.get(id)
    return owner === undefined || owner === remediation?.id
  })
  return { group, remediation, closes }
}

function rewriteOf({ group, remediation, closes }: Matched) {
  if (remediation === null || closes.length === 0) return []
  const { title, mode, fix } = group
  const { id, ...before } = remediation
  const isSame = (before.hasOwnTitle || before.title === title) && before.mode === mode && isDeepStrictEqual(before.fix, fix)
  return isSame ? [] : [{ id, title, mode, fix }]
}

/** Figures of everything that is not over; what people work on tells of a change in its history. */
async function recount(write: Writers, assetId: number, kept: readonly number[], now: Date): Promise<void> {
  const active = await write.remediations.activeOf([assetId])
  const changed = new Set(await write.remediations.recount([...new Set([...kept, ...active])], now))
  const rows = await write.remediations.lock(active.filter((id) => changed.has(id)))
  for (const row of rows) {
    await writeWork(write, await write.remediations.vulnerabilitiesOf([row.id]), row.state, now)
  }
  await write.remediations.record(
    rows.map((row) => eventOf(row, 'vulnerabilities', null, {})),
    now,
  )
}
