import type { Resource } from '@patchbay/client'
import { type Command, Option } from 'commander'
import { policyDecisions } from '../../domain/policy.ts'
import { Kind, Severity } from '../../usecases/browse/resources/common.ts'
import { type CliContext, type CommonOptions, clientFor } from '../context.ts'
import { must, mustSucceed } from '../hub.ts'
import { type ListOptions, listing, printList, wholeNumber } from '../list.ts'
import { type Column, facts, print, table } from '../output.ts'

type Policy = Resource<'Policy'>
type Conditions = Resource<'PolicyConditions'>

interface PolicyOptions extends CommonOptions, Omit<Conditions, 'epssBelow' | 'kinds'> {
  readonly name?: string
  readonly action?: Policy['action']
  readonly decision?: (typeof policyDecisions)[number]
  readonly reason?: string
  readonly kind?: Kind[]
  readonly epssBelow?: string
  readonly product?: string
  readonly productType?: string
  readonly expires?: string
  readonly policy?: string
}

const columns: readonly Column<Policy>[] = [
  { title: 'id', value: (item) => item.id },
  { title: 'name', value: (item) => item.name, wide: true },
  { title: 'does', value: (item) => (item.decision === null ? 'require' : `dismiss: ${item.decision}`) },
  { title: 'when', value: (item) => inWords(item.conditions), wide: true },
  { title: 'for', value: (item) => item.product?.name ?? item.productType?.name ?? 'everything', wide: true },
  { title: 'in force', value: (item) => (item.inForce ? 'yes' : 'no') },
  { title: 'holds', value: (item) => item.holds },
]

/** `policy list|show|create|update|enable|disable|remove|preview` */
export function policyCommands(program: Command, context: CliContext): void {
  const policy = program.command('policy').description('rules that dismiss vulnerabilities, or require them to be fixed')

  listing(policy.command('list').description('list policies; of several that fit the oldest decides')).action(
    async (options: ListOptions, command: Command) => {
      const client = clientFor(command, context)
      await printList(context.terminal, options, 'policies', columns, (page) =>
        must(client.GET('/api/v1/policies', { params: { query: page } })),
      )
    },
  )

  policy
    .command('show')
    .description('show a policy')
    .argument('<id>', 'id of the policy')
    .option('--json', 'print JSON, as the API answers')
    .action(async (id: string, options: CommonOptions, command: Command) => {
      const answer = await must(clientFor(command, context).GET('/api/v1/policies/{id}', { params: { path: { id } } }))
      print(context.terminal, options.json, answer, () => table([answer], columns, context.terminal.width))
    })

  withRule(policy.command('create').description('create a policy; people’s decisions come first'))
    .argument('<name>', 'what people call it')
    .requiredOption('--reason <text>', 'why; stands with everything it decides')
    .action(async (name: string, options: PolicyOptions, command: Command) => {
      const { action = 'dismiss', reason = '' } = options
      const body = { ...bodyOf(options), name, action, reason, conditions: conditionsOf(options) }
      const answer = await must(clientFor(command, context).POST('/api/v1/policies', { body }))
      print(context.terminal, options.json, answer, () => table([answer], columns, context.terminal.width))
    })

  withRule(policy.command('update').description('change a policy; conditions that are given replace all it had'))
    .argument('<id>', 'id of the policy')
    .option('--name <text>', 'what people call it')
    .option('--reason <text>', 'why')
    .action(async (id: string, options: PolicyOptions, command: Command) => {
      const conditions = conditionsOf(options)
      const body = { ...bodyOf(options), ...(Object.keys(conditions).length > 0 && { conditions }) }
      const answer = await must(clientFor(command, context).PATCH('/api/v1/policies/{id}', { params: { path: { id } }, body }))
      print(context.terminal, options.json, answer, () => table([answer], columns, context.terminal.width))
    })

  for (const [verb, enabled] of [['enable', true] as const, ['disable', false] as const]) {
    policy
      .command(verb)
      .description(enabled ? 'put a policy in force again' : 'switch a policy off; what it decided is taken back')
      .argument('<id>', 'id of the policy')
      .option('--json', 'print JSON, as the API answers')
      .action(async (id: string, options: CommonOptions, command: Command) => {
        const client = clientFor(command, context)
        const answer = await must(client.PATCH('/api/v1/policies/{id}', { params: { path: { id } }, body: { enabled } }))
        print(context.terminal, options.json, answer, () => table([answer], columns, context.terminal.width))
      })
  }

  policy
    .command('remove')
    .description('remove a policy; what it decided is taken back')
    .argument('<id>', 'id of the policy')
    .option('--json', 'print JSON')
    .action(async (id: string, options: CommonOptions, command: Command) => {
      await mustSucceed(clientFor(command, context).DELETE('/api/v1/policies/{id}', { params: { path: { id } } }))
      print(context.terminal, options.json, { id, removed: true }, () => `Removed ${id}.\n`)
    })

  previewCommand(policy, context)
}

function previewCommand(policy: Command, context: CliContext): void {
  withRule(policy.command('preview').description('say what a policy would change; nothing is changed'))
    .option('--policy <id>', 'the policy that would be changed like this')
    .option('--reason <text>', 'why')
    .action(async (options: PolicyOptions, command: Command) => {
      const conditions = conditionsOf(options)
      // What it would decide does not change whom it would hit.
      const usual = { name: 'preview', action: 'dismiss', decision: 'wont-fix', reason: 'preview' } as const
      const fresh = options.policy === undefined ? usual : {}
      const body = { ...fresh, ...bodyOf(options), ...(Object.keys(conditions).length > 0 && { conditions }) }
      const query = options.policy === undefined ? {} : { policy: options.policy }
      const answer = await must(clientFor(command, context).POST('/api/v1/policies/preview', { params: { query }, body }))
      print(context.terminal, options.json, answer, () => describe(answer))
    })
}

function describe(preview: Resource<'PolicyPreview'>): string {
  const counts = facts([
    ['looked at', `${preview.looked}${preview.whole ? '' : ', and there are more'}`],
    ['would dismiss', preview.dismissed],
    ['would require', preview.required],
    ['would let go', preview.released],
    ['decided by people', preview.decidedByPeople],
  ])
  const sample = table(
    preview.sample,
    [
      { title: 'id', value: (item) => item.id },
      { title: 'risk', value: (item) => item.riskScore },
      { title: 'severity', value: (item) => item.severity },
      { title: 'name', value: (item) => item.name, wide: true },
      { title: 'title', value: (item) => item.title, wide: true },
    ],
    undefined,
  )
  return preview.sample.length === 0 ? counts : `${counts}\n${sample}`
}

function withRule(command: Command): Command {
  return command
    .addOption(new Option('--action <action>', 'what it does').choices(['dismiss', 'require']))
    .addOption(new Option('--decision <decision>', 'what it decides when it dismisses').choices(policyDecisions))
    .addOption(new Option('--kind <kind...>', 'only these kinds').choices(Kind.options))
    .option('--risk-below <score>', 'with a risk score below this', wholeNumber)
    .option('--risk-at-least <score>', 'with this risk score or a higher one', wholeNumber)
    .addOption(new Option('--severity-below <severity>', 'below this severity').choices(Severity.options))
    .addOption(new Option('--severity-at-least <severity>', 'of this severity or a worse one').choices(Severity.options))
    .addOption(new Option('--reachability <verdict>', 'as a scanner says').choices(['unreachable', 'reachable']))
    .option('--epss-below <score>', 'not known to be exploited, and with an EPSS score below this, 0 to 1')
    .option('--exploited', 'known to be exploited')
    .addOption(new Option('--fix <what>', 'whether a fixed version is known').choices(['none', 'known']))
    .option('--path <pattern>', 'in such a path; * stands for any characters')
    .option('--package <pattern>', 'in such a package: @acme/*, pkg:npm/*')
    .option('--product <id>', 'only in this product')
    .option('--product-type <id>', 'only in products of this type')
    .option('--expires <time>', 'until when, e.g. 2027-03-31T00:00:00Z')
    .option('--json', 'print JSON, as the API answers')
}

function conditionsOf(options: PolicyOptions): Conditions {
  const { kind, epssBelow, riskBelow, riskAtLeast, severityBelow, severityAtLeast, reachability, exploited, fix, path } =
    options
  return {
    ...(kind !== undefined && { kinds: kind }),
    ...(riskBelow !== undefined && { riskBelow }),
    ...(riskAtLeast !== undefined && { riskAtLeast }),
    ...(severityBelow !== undefined && { severityBelow }),
    ...(severityAtLeast !== undefined && { severityAtLeast }),
    ...(reachability !== undefined && { reachability }),
    ...(epssBelow !== undefined && { epssBelow: Number(epssBelow) }),
    ...(exploited !== undefined && { exploited }),
    ...(fix !== undefined && { fix }),
    ...(path !== undefined && { path }),
    ...(options.package !== undefined && { package: options.package }),
  }
}

function bodyOf({ name, action, decision, reason, product, productType, expires }: PolicyOptions) {
  return {
    ...(name !== undefined && { name }),
    ...(action !== undefined && { action }),
    ...(decision !== undefined && { decision }),
    ...(reason !== undefined && { reason }),
    ...(product !== undefined && { productId: product }),
    ...(productType !== undefined && { productTypeId: productType }),
    ...(expires !== undefined && { expiresAt: expires }),
  }
}

function inWords(conditions: Conditions): string {
  return Object.entries(conditions)
    .map(([name, value]) => `${name} ${Array.isArray(value) ? value.join('/') : String(value)}`)
    .join(', ')
}
