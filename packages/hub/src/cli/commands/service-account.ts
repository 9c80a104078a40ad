import type { Resource } from '@patchbay/client'
import { type Command, Option } from 'commander'
import { GlobalRole } from '../../usecases/browse/resources/people.ts'
import { actorName } from '../actor-name.ts'
import { type CliContext, type CommonOptions, clientFor } from '../context.ts'
import { must, mustSucceed } from '../hub.ts'
import { type ListOptions, listing, printList } from '../list.ts'
import { facts, print } from '../output.ts'

type ServiceAccount = Resource<'ServiceAccount'>

/** `service-account list|create|update|disable|enable|remove` */
export function serviceAccountCommands(program: Command, context: CliContext): void {
  const account = program.command('service-account').description('accounts of programs: no password, only tokens')

  listing(account.command('list').description('list service accounts')).action(
    async (options: ListOptions, command: Command) => {
      const client = clientFor(command, context)
      await printList(
        context.terminal,
        options,
        'service accounts',
        [
          { title: 'id', value: (item) => item.id },
          { title: 'name', value: (item) => item.name, wide: true },
          { title: 'role', value: (item) => item.role },
          { title: 'tokens', value: (item) => item.tokens },
          { title: 'disabled', value: (item) => item.disabledAt },
          { title: 'by', value: (item) => actorName(item.createdBy) },
        ],
        (page: { readonly limit: number; readonly cursor?: string }) =>
          must(client.GET('/api/v1/service-accounts', { params: { query: page } })),
      )
    },
  )

  account
    .command('create')
    .description('create a service account')
    .argument('<name>', 'what it is for')
    .addOption(new Option('--role <role>', 'the most its tokens may do').choices(GlobalRole.options).default('reader'))
    .option('--json', 'print JSON, as the API answers')
    .action(async (name: string, { role, json }: CommonOptions & { readonly role: GlobalRole }, command: Command) => {
      const answer = await must(clientFor(command, context).POST('/api/v1/service-accounts', { body: { name, role } }))
      print(context.terminal, json, answer, () => describe(answer))
    })

  change(account, context)
}

function change(account: Command, context: CliContext): void {
  async function update(
    command: Command,
    id: string,
    body: { role?: GlobalRole; disabled?: boolean },
    json: boolean | undefined,
  ) {
    const params = { path: { id } }
    const answer = await must(clientFor(command, context).PATCH('/api/v1/service-accounts/{id}', { params, body }))
    print(context.terminal, json, answer, () => describe(answer))
  }

  account
    .command('update')
    .description('change what a service account may do')
    .argument('<id>', 'id of the service account')
    .addOption(new Option('--role <role>', 'the new role').choices(GlobalRole.options).makeOptionMandatory())
    .option('--json', 'print JSON, as the API answers')
    .action((id: string, { role, json }: CommonOptions & { readonly role: GlobalRole }, command: Command) =>
      update(command, id, { role }, json),
    )

  for (const [name, disabled] of [['disable', true] as const, ['enable', false] as const]) {
    account
      .command(name)
      .description(disabled ? 'stop its tokens' : 'let its tokens work again')
      .argument('<id>', 'id of the service account')
      .option('--json', 'print JSON, as the API answers')
      .action((id: string, { json }: CommonOptions, command: Command) => update(command, id, { disabled }, json))
  }

  account
    .command('remove')
    .description('remove a service account and its tokens')
    .argument('<id>', 'id of the service account')
    .option('--json', 'print JSON')
    .action(async (id: string, options: CommonOptions, command: Command) => {
      await mustSucceed(clientFor(command, context).DELETE('/api/v1/service-accounts/{id}', { params: { path: { id } } }))
      print(context.terminal, options.json, { id, removed: true }, () => `Removed ${id}.\n`)
    })
}

function describe(account: ServiceAccount): string {
  return facts([
    ['id', account.id],
    ['name', account.name],
    ['role', account.role],
    ['tokens', account.tokens],
    ['disabled', account.disabledAt],
  ])
}
