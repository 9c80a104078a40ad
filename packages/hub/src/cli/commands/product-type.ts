import type { Resource } from '@patchbay/client'
import { type Command, Option } from 'commander'
import { Role } from '../../usecases/browse/resources/people.ts'
import { actorName } from '../actor-name.ts'
import { type CliContext, type CommonOptions, clientFor } from '../context.ts'
import { must, mustSucceed } from '../hub.ts'
import { type ListOptions, listing, printList } from '../list.ts'
import { facts, print } from '../output.ts'
import { profileInForce } from './profile-in-force.ts'
import { openCounts } from './severity-line.ts'

/** `product-type list|show|create|update|members|grant|revoke` */
export function productTypeCommands(program: Command, context: CliContext): void {
  const productType = program.command('product-type').description('kinds of products')

  listing(productType.command('list').description('list product types')).action(
    async (options: ListOptions, command: Command) => {
      const client = clientFor(command, context)
      await printList(
        context.terminal,
        options,
        'product types',
        [
          { title: 'id', value: (item) => item.id },
          { title: 'name', value: (item) => item.name, wide: true },
          { title: 'products', value: (item) => item.products },
          { title: 'repositories', value: (item) => item.repositories },
          { title: 'scan profile', value: (item) => item.scanProfile.chosen?.name },
          { title: 'risk', value: (item) => item.riskScore },
          { title: 'open', value: (item) => openCounts(item.open) },
        ],
        (page: { readonly limit: number; readonly cursor?: string }) =>
          must(client.GET('/api/v1/product-types', { params: { query: page } })),
      )
    },
  )

  productType
    .command('show')
    .description('show a product type and what its products add up to')
    .argument('<id>', 'id of the product type')
    .option('--json', 'print JSON, as the API answers')
    .action(async (id: string, options: CommonOptions, command: Command) => {
      const answer = await must(clientFor(command, context).GET('/api/v1/product-types/{id}', { params: { path: { id } } }))
      print(context.terminal, options.json, answer, () => describe(answer))
    })

  change(productType, context)
  members(productType, context)
}

function change(productType: Command, context: CliContext): void {
  productType
    .command('create')
    .description('create a product type')
    .argument('<name>', 'name of the product type')
    .option('--description <text>', 'what its products have in common')
    .option('--json', 'print JSON, as the API answers')
    .action(async (name: string, { description, json }: TypeOptions, command: Command) => {
      const body = { name, ...(description !== undefined && { description }) }
      const answer = await must(clientFor(command, context).POST('/api/v1/product-types', { body }))
      print(context.terminal, json, answer, () => `Created ${answer.name} as ${answer.id}.\n`)
    })

  productType
    .command('update')
    .description('change a product type')
    .argument('<id>', 'id of the product type')
    .option('--name <text>', 'its new name')
    .option('--description <text>', 'what its products have in common')
    .option('--scan-profile <id>', 'the scan profile it chooses, or "none" for the default')
    .option('--json', 'print JSON, as the API answers')
    .action(async (id: string, { name, description, scanProfile, json }: TypeOptions, command: Command) => {
      const body = {
        ...(name !== undefined && { name }),
        ...(description !== undefined && { description }),
        ...(scanProfile !== undefined && { scanProfileId: scanProfile === 'none' ? null : scanProfile }),
      }
      const client = clientFor(command, context)
      const answer = await must(client.PATCH('/api/v1/product-types/{id}', { params: { path: { id } }, body }))
      print(context.terminal, json, answer, () => describe(answer))
    })
}

function describe(type: Resource<'ProductType'>): string {
  return facts([
    ['id', type.id],
    ['name', type.name],
    ['description', type.description],
    ['scan profile', type.scanProfile.chosen?.name ?? 'none'],
    ['in force', profileInForce(type.scanProfile)],
    ['products', type.products],
    ['repositories', type.repositories],
    ['images', type.images],
    ['records', type.records],
    ['risk', type.riskScore],
    ['open', openCounts(type.open)],
  ])
}

interface TypeOptions extends CommonOptions {
  readonly name?: string
  readonly description?: string
  readonly scanProfile?: string
}

interface GrantOptions extends CommonOptions {
  readonly user?: string
  readonly serviceAccount?: string
  readonly role: Role
}

function members(productType: Command, context: CliContext): void {
  listing(
    productType
      .command('members')
      .description('list who has a role on a product type')
      .argument('<id>', 'id of the product type'),
  ).action(async (id: string, options: ListOptions, command: Command) => {
    const client = clientFor(command, context)
    await printList(
      context.terminal,
      options,
      'members',
      [
        { title: 'id', value: (item) => item.id },
        { title: 'name', value: (item) => item.name, wide: true },
        { title: 'email', value: (item) => item.email, wide: true },
        { title: 'role', value: (item) => item.role },
        { title: 'by', value: (item) => actorName(item.grantedBy) },
      ],
      (page: { readonly limit: number; readonly cursor?: string }) =>
        must(client.GET('/api/v1/product-types/{id}/members', { params: { path: { id }, query: page } })),
    )
  })

  productType
    .command('grant')
    .description('give somebody a role on a product type, beside the one they have on everything')
    .argument('<id>', 'id of the product type')
    .option('--user <user>', 'id or address of a user')
    .option('--service-account <id>', 'id of a service account')
    .addOption(new Option('--role <role>', 'what they may do').choices(Role.options).makeOptionMandatory())
    .option('--json', 'print JSON, as the API answers')
    .action(async (id: string, { user, serviceAccount, role, json }: GrantOptions, command: Command) => {
      const body = { role, ...(user !== undefined && { user }), ...(serviceAccount !== undefined && { serviceAccount }) }
      const path = '/api/v1/product-types/{id}/members'
      const answer = await must(clientFor(command, context).POST(path, { params: { path: { id } }, body }))
      print(context.terminal, json, answer, () => `${answer.name} is ${answer.role} of ${id} now.\n`)
    })

  productType
    .command('revoke')
    .description('take away the role somebody has on a product type')
    .argument('<id>', 'id of the product type')
    .argument('<member>', 'id of the user or service account')
    .option('--json', 'print JSON')
    .action(async (id: string, member: string, options: CommonOptions, command: Command) => {
      const path = '/api/v1/product-types/{id}/members/{member}'
      await mustSucceed(clientFor(command, context).DELETE(path, { params: { path: { id, member } } }))
      print(context.terminal, options.json, { id, member, revoked: true }, () => `${member} has no role on ${id} any more.\n`)
    })
}
