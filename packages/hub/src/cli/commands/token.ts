import { type Command, Option } from 'commander'
import { Role } from '../../usecases/browse/resources/people.ts'
import { actorName } from '../actor-name.ts'
import { type CliContext, type CommonOptions, clientFor } from '../context.ts'
import { must, mustSucceed } from '../hub.ts'
import { type ListOptions, listing, printList } from '../list.ts'
import { print } from '../output.ts'

interface CreateTokenOptions extends CommonOptions {
  readonly role: Role
  readonly expiresAt?: string
  readonly serviceAccount?: string
}

/** `token create|list|revoke` */
export function tokenCommands(program: Command, context: CliContext): void {
  const token = program.command('token').description('API tokens')

  token
    .command('create')
    .description('create an API token; it is shown this once')
    .argument('<name>', 'what it is for')
    .addOption(new Option('--role <role>', 'what it may do; at most your own role').choices(Role.options).default('reader'))
    .option('--expires-at <time>', 'when it stops working, e.g. 2027-06-30T00:00:00Z; never when left out')
    .option('--service-account <id>', 'whom it is for, instead of yourself')
    .option('--json', 'print JSON, as the API answers')
    .action(async (name: string, { role, expiresAt, serviceAccount, json }: CreateTokenOptions, command: Command) => {
      const forWhom = serviceAccount === undefined ? {} : { serviceAccountId: serviceAccount }
      const body = { name, role, expiresAt: expiresAt ?? null, ...forWhom }
      const answer = await must(clientFor(command, context).POST('/api/v1/tokens', { body }))
      if (json !== true)
        context.terminal.say(`${answer.id} "${answer.name}" is ${answer.role}. Keep the token; it is not shown again.\n`)
      print(context.terminal, json, answer, () => `${answer.token}\n`)
    })

  listing(token.command('list').description('list API tokens')).action(async (options: ListOptions, command: Command) => {
    const client = clientFor(command, context)
    await printList(
      context.terminal,
      options,
      'tokens',
      [
        { title: 'id', value: (item) => item.id },
        { title: 'name', value: (item) => item.name, wide: true },
        { title: 'role', value: (item) => item.role },
        { title: 'for', value: (item) => item.owner.name ?? 'the hub' },
        { title: 'begins', value: (item) => item.hint },
        { title: 'created', value: (item) => item.createdAt },
        { title: 'by', value: (item) => actorName(item.createdBy) },
        { title: 'expires', value: (item) => item.expiresAt ?? 'never' },
        { title: 'last used', value: (item) => item.lastUsedAt ?? 'never' },
      ],
      (page: { readonly limit: number; readonly cursor?: string }) =>
        must(client.GET('/api/v1/tokens', { params: { query: page } })),
    )
  })

  token
    .command('revoke')
    .description('revoke an API token')
    .argument('<id>', 'id of the token')
    .option('--json', 'print JSON')
    .action(async (id: string, options: CommonOptions, command: Command) => {
      await mustSucceed(clientFor(command, context).DELETE('/api/v1/tokens/{id}', { params: { path: { id } } }))
      print(context.terminal, options.json, { id, revoked: true }, () => `Revoked ${id}.\n`)
    })
}
