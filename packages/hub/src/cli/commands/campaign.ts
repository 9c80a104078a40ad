import type { Resource } from '@patchbay/client'
import type { Command } from 'commander'
import { actorName } from '../actor-name.ts'
import { type CliContext, type CommonOptions, clientFor } from '../context.ts'
import { must } from '../hub.ts'
import { type ListOptions, listing, printList } from '../list.ts'
import { type Column, facts, print } from '../output.ts'

type Campaign = Resource<'Campaign'>

const columns: readonly Column<Campaign>[] = [
  { title: 'id', value: (item) => item.id },
  { title: 'name', value: (item) => item.name, wide: true },
  { title: 'package', value: (item) => item.packageName, wide: true },
  { title: 'below', value: (item) => item.below },
  { title: 'done', value: (item) => `${item.resolved} of ${item.remediations}` },
  { title: 'open vulnerabilities', value: (item) => item.openVulnerabilities },
  { title: 'closed', value: (item) => item.closedAt?.slice(0, 10) },
]

/** `campaign list|show|create|close` */
export function campaignCommands(program: Command, context: CliContext): void {
  const campaign = program.command('campaign').description('one fix across many repositories')

  listing(campaign.command('list').description('list campaigns, the newest first')).action(
    async ({ limit, all, json }: ListOptions, command: Command) => {
      const client = clientFor(command, context)
      await printList(context.terminal, { limit, all, json }, 'campaigns', columns, (page) =>
        must(client.GET('/api/v1/campaigns', { params: { query: page } })),
      )
    },
  )

  campaign
    .command('show')
    .description('show a campaign and how far it is')
    .argument('<id>', 'id of the campaign')
    .option('--json', 'print JSON, as the API answers')
    .action(async (id: string, options: CommonOptions, command: Command) => {
      const answer = await must(clientFor(command, context).GET('/api/v1/campaigns/{id}', { params: { path: { id } } }))
      print(context.terminal, options.json, answer, () => describe(answer))
    })

  campaign
    .command('create')
    .description('open the upgrades of a package wherever a version below the bound is in use, now and after later syncs')
    .argument('<name>', 'what to call it')
    .requiredOption('--package <purl>', 'package URL, e.g. pkg:npm/lodash')
    .requiredOption('--below <version>', 'the first version that is fixed')
    .option('--json', 'print JSON, as the API answers')
    .action(async (name: string, options: CommonOptions & { package: string; below: string }, command: Command) => {
      const body = { name, package: options.package, below: options.below }
      const answer = await must(clientFor(command, context).POST('/api/v1/campaigns', { body }))
      print(context.terminal, options.json, answer, () => describe(answer))
    })

  campaign
    .command('close')
    .description('take in nothing more; what a campaign has taken in goes on')
    .argument('<id>', 'id of the campaign')
    .option('--json', 'print JSON, as the API answers')
    .action(async (id: string, options: CommonOptions, command: Command) => {
      const call = { params: { path: { id } } }
      const answer = await must(clientFor(command, context).POST('/api/v1/campaigns/{id}/close', call))
      print(context.terminal, options.json, answer, () => `${answer.name} is closed.\n`)
    })
}

function describe(campaign: Campaign): string {
  const states = Object.entries(campaign.states).map(([state, count]) => `${count} ${state}`)
  return facts([
    ['id', campaign.id],
    ['name', campaign.name],
    ['package', campaign.package],
    ['below', campaign.below],
    ['done', `${campaign.resolved} of ${campaign.remediations}`],
    ['remediations', states.join(', ')],
    ['open vulnerabilities', campaign.openVulnerabilities],
    ['created', `${campaign.createdAt} by ${actorName(campaign.createdBy)}`],
    ['closed', campaign.closedAt],
  ])
}
