import { z } from 'zod'
import { upgradeKey } from '../../domain/fix-group.ts'
import { packageKey } from '../../domain/package.ts'
import { notFound, Problem } from '../../domain/problem.ts'
import { publicId } from '../../domain/public-id.ts'
import { versionOrderOf } from '../../domain/version/ecosystems.ts'
import type { Campaign, Candidate, NewCampaign } from '../../store/campaigns/writer.ts'
import type { Store, Writers } from '../../store/store.ts'
import type { Commands } from '../commands.ts'
import { moveOn } from './move-on.ts'

/** Upgrades looked at in one transaction. */
const batch = 200

/** One fix across many repositories: what is proposed of it is opened, now and after later syncs. */
export function createCampaigns(deps: { readonly store: Store; readonly now: () => Date }): Commands['campaigns'] {
  const { store, now } = deps
  return {
    async create({ name, package: purl, below }, actor) {
      const values = valuesOf(name, purl, below, actor.id)
      const id = await store.transact((write) => write.campaigns.insert(values, now()))
      if (id === null) throw nameTaken(name)
      const campaign = { ...values, id }
      // Repositories are many: each batch is a step of its own, and what is missed is taken in by the next sync.
      for (let after: number | null = 0; after !== null; ) {
        const from: number = after
        after = await store.transact(async (write) => {
          const candidates = await write.campaigns.candidates(campaign.groupKey, from, batch)
          await takeIn(write, campaign, candidates, now())
          return candidates.at(-1)?.id ?? null
        })
      }
      return id
    },

    async close(campaignId, actor) {
      await store.transact(async (write) => {
        if (await write.campaigns.close(campaignId, actor.id, now())) return
        const id = publicId('campaign', campaignId)
        if (!(await write.campaigns.exists(campaignId))) throw notFound('campaign', id)
        throw new Problem('conflict', `Campaign "${id}" is closed already.`, { code: 'campaign-closed' })
      })
    },
  }
}

/** Gives running campaigns what a sync brought to one repository or image. */
export async function joinCampaigns(write: Writers, assetId: number, now: Date): Promise<void> {
  const candidates = await write.campaigns.candidatesOf(assetId)
  const campaigns = await write.campaigns.running(candidates.map(({ groupKey }) => groupKey))
  for (const campaign of campaigns) await takeIn(write, campaign, candidates, now)
}

async function takeIn(write: Writers, campaign: Campaign, candidates: readonly Candidate[], now: Date): Promise<void> {
  const fitting = candidates.filter((candidate) => fits(campaign, candidate)).map(({ id }) => id)
  if (fitting.length === 0) return
  // Everybody locks vulnerabilities before what fixes them.
  await write.vulnerabilities.lock(await write.remediations.vulnerabilitiesOf(fitting))
  const remediations = await write.remediations.lock(fitting)
  await write.campaigns.take(campaign.id, fitting)
  const move = { trigger: 'open', actor: campaign.createdBy, reason: `Campaign “${campaign.name}”` } as const
  for (const remediation of remediations.filter(({ state }) => state === 'proposed')) {
    await moveOn(write, remediation, move, now)
  }
}

const UpgradedFrom = z.object({ upgrades: z.array(z.object({ from: z.array(z.string()) })) })

/** Whether a version below the bound is in use. */
function fits({ groupKey, packageType, below }: Campaign, candidate: Candidate): boolean {
  const { reads, compare } = versionOrderOf(packageType)
  const used = UpgradedFrom.parse(candidate.fix).upgrades.flatMap(({ from }) => from)
  return candidate.groupKey === groupKey && used.some((version) => reads(version) && compare(version, below) < 0)
}

function valuesOf(name: string, purl: string, below: string, createdBy: string): NewCampaign {
  const named = packageKey(purl)
  if (named === null) {
    throw new Problem('invalid', `"${purl}" is no package URL.`, {
      code: 'campaign-invalid',
      field: 'package',
      remedy: 'Write it as pkg:npm/lodash or pkg:maven/org.apache.logging.log4j/log4j-core.',
    })
  }
  if (!versionOrderOf(named.type).reads(below)) {
    throw new Problem('invalid', `"${below}" is no version of ${named.type} packages.`, {
      code: 'campaign-invalid',
      field: 'below',
      remedy: 'Give the first version that is fixed, such as 2.17.1.',
    })
  }
  const { key, type, displayName } = named
  return { name, packageKey: key, packageType: type, packageName: displayName, below, groupKey: upgradeKey(key), createdBy }
}

function nameTaken(name: string): Problem {
  return new Problem('conflict', `There is a campaign called "${name}" already.`, {
    code: 'campaign-name-taken',
    field: 'name',
    remedy: 'Choose another name.',
  })
}
