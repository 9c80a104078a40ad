import type { Resource } from '@patchbay/client'
import { type Command, Option } from 'commander'
import { GlobalRole } from '../../usecases/browse/resources/people.ts'
import { actorName } from '../actor-name.ts'
import { addressFor, type CliContext, type CommonOptions, clientFor } from '../context.ts'
import { must, mustSucceed } from '../hub.ts'
import { type ListOptions, listing, printList, wholeNumber } from '../list.ts'
import { facts, print } from '../output.ts'

interface InviteOptions extends CommonOptions {
  readonly role: GlobalRole
  readonly days: number
}

interface PageOption {
  readonly limit: number
  readonly cursor?: string
}

/** `user list|update|disable|enable|remove|reset-two-factor|reset-password|sessions|sign-out` and the invitations. */
export function userCommands(program: Command, context: CliContext): void {
  const user = program.command('user').description('people who can sign in')

  listing(user.command('list').description('list users')).action(async (options: ListOptions, command: Command) => {
    const client = clientFor(command, context)
    const read = (page: PageOption) => must(client.GET('/api/v1/users', { params: { query: page } }))
    await printList(context.terminal, options, 'users', userColumns, read)
  })
  change(user, context)
  sessions(user, context)
  invitations(user, context)
}

const userColumns = [
  { title: 'id', value: (item: Resource<'User'>) => item.id },
  { title: 'email', value: (item: Resource<'User'>) => item.email, wide: true },
  { title: 'name', value: (item: Resource<'User'>) => item.name, wide: true },
  { title: 'role', value: (item: Resource<'User'>) => item.role },
  { title: 'signs in with', value: (item: Resource<'User'>) => item.signsInWith.join(', ') },
  { title: 'second factor', value: (item: Resource<'User'>) => (item.twoFactor ? 'on' : 'off') },
  { title: 'disabled', value: (item: Resource<'User'>) => item.disabledAt },
]

function change(user: Command, context: CliContext): void {
  user
    .command('update')
    .description('change what a user may do')
    .argument('<id>', 'id of the user')
    .addOption(new Option('--role <role>', 'the new role').choices(GlobalRole.options).makeOptionMandatory())
    .option('--json', 'print JSON, as the API answers')
    .action(async (id: string, { role, json }: CommonOptions & { readonly role: GlobalRole }, command: Command) => {
      const params = { path: { id } }
      const answer = await must(clientFor(command, context).PATCH('/api/v1/users/{id}', { params, body: { role } }))
      print(context.terminal, json, answer, () => describe(answer))
    })

  const actions = [
    ['disable', 'end their sessions and stop their tokens'],
    ['enable', 'let a disabled user in again'],
    ['reset-two-factor', 'take away the second factor of somebody who lost it'],
  ] as const
  for (const [name, description] of actions) {
    user
      .command(name)
      .description(description)
      .argument('<id>', 'id of the user')
      .option('--json', 'print JSON, as the API answers')
      .action(async (id: string, options: CommonOptions, command: Command) => {
        const params = { path: { id } }
        const answer = await must(clientFor(command, context).POST(`/api/v1/users/{id}/${name}`, { params }))
        print(context.terminal, options.json, answer, () => describe(answer))
      })
  }

  user
    .command('reset-password')
    .description('give a new password to somebody who forgot theirs; prints it, this once')
    .argument('<id>', 'id of the user')
    .option('--json', 'print JSON, as the API answers')
    .action(async (id: string, options: CommonOptions, command: Command) => {
      const params = { path: { id } }
      const answer = await must(clientFor(command, context).POST('/api/v1/users/{id}/reset-password', { params }))
      if (options.json !== true)
        context.terminal.say('They are signed out everywhere. Hand the new password over; they change it under Settings.\n')
      print(context.terminal, options.json, answer, () => `${answer.password}\n`)
    })

  user
    .command('remove')
    .description('remove a user with their sessions and tokens')
    .argument('<id>', 'id of the user')
    .option('--json', 'print JSON')
    .action(async (id: string, options: CommonOptions, command: Command) => {
      await mustSucceed(clientFor(command, context).DELETE('/api/v1/users/{id}', { params: { path: { id } } }))
      print(context.terminal, options.json, { id, removed: true }, () => `Removed ${id}.\n`)
    })
}

function sessions(user: Command, context: CliContext): void {
  listing(user.command('sessions').description('list where a user is signed in').argument('<id>', 'id of the user')).action(
    async (id: string, options: ListOptions, command: Command) => {
      const client = clientFor(command, context)
      const read = (page: PageOption) => must(client.GET('/api/v1/sessions', { params: { query: { ...page, user: id } } }))
      await printList(
        context.terminal,
        options,
        'sessions',
        [
          { title: 'id', value: (item) => item.id },
          { title: 'signed in', value: (item) => item.signedInAt },
          { title: 'with', value: (item) => item.signedInWith },
          { title: 'expires', value: (item) => item.expiresAt },
          { title: 'address', value: (item) => item.ip },
          { title: 'browser', value: (item) => item.userAgent, wide: true },
        ],
        read,
      )
    },
  )

  user
    .command('revoke-session')
    .description('end a session')
    .argument('<id>', 'id of the session')
    .option('--json', 'print JSON')
    .action(async (id: string, options: CommonOptions, command: Command) => {
      await mustSucceed(clientFor(command, context).DELETE('/api/v1/sessions/{id}', { params: { path: { id } } }))
      print(context.terminal, options.json, { id, revoked: true }, () => `Ended ${id}.\n`)
    })

  user
    .command('sign-out')
    .description('end all sessions of a user')
    .argument('<id>', 'id of the user')
    .option('--json', 'print JSON')
    .action(async (id: string, options: CommonOptions, command: Command) => {
      await mustSucceed(clientFor(command, context).POST('/api/v1/users/{id}/sign-out', { params: { path: { id } } }))
      print(context.terminal, options.json, { id, signedOut: true }, () => `Signed ${id} out everywhere.\n`)
    })
}

function invitations(user: Command, context: CliContext): void {
  user
    .command('invite')
    .description('invite somebody; prints the link to hand over, this once')
    .argument('<email>', 'their address')
    .addOption(new Option('--role <role>', 'what they may do').choices(GlobalRole.options).default('reader'))
    .option('--days <number>', 'how long the link works', wholeNumber, 7)
    .option('--json', 'print JSON, as the API answers')
    .action(async (email: string, { role, days, json }: InviteOptions, command: Command) => {
      const answer = await must(clientFor(command, context).POST('/api/v1/invitations', { body: { email, role, days } }))
      const said = `${answer.email} may become ${answer.role} until ${answer.expiresAt}. Whoever has the link can accept.\n`
      if (json !== true) context.terminal.say(said)
      print(context.terminal, json, answer, () => `${addressFor(command, context).url}${answer.path}\n`)
    })

  listing(user.command('invitations').description('list invitations nobody accepted yet')).action(
    async (options: ListOptions, command: Command) => {
      const client = clientFor(command, context)
      const read = (page: PageOption) => must(client.GET('/api/v1/invitations', { params: { query: page } }))
      await printList(
        context.terminal,
        options,
        'invitations',
        [
          { title: 'id', value: (item) => item.id },
          { title: 'email', value: (item) => item.email, wide: true },
          { title: 'role', value: (item) => item.role },
          { title: 'expires', value: (item) => item.expiresAt },
          { title: 'by', value: (item) => actorName(item.createdBy) },
        ],
        read,
      )
    },
  )

  user
    .command('revoke-invitation')
    .description('take an invitation back')
    .argument('<id>', 'id of the invitation')
    .option('--json', 'print JSON')
    .action(async (id: string, options: CommonOptions, command: Command) => {
      await mustSucceed(clientFor(command, context).DELETE('/api/v1/invitations/{id}', { params: { path: { id } } }))
      print(context.terminal, options.json, { id, revoked: true }, () => `Took ${id} back.\n`)
    })
}

function describe(user: Resource<'User'>): string {
  return facts([
    ['id', user.id],
    ['email', user.email],
    ['name', user.name],
    ['role', user.role],
    ['signs in with', user.signsInWith.join(', ')],
    ['second factor', user.twoFactor ? 'on' : 'off'],
    ['disabled', user.disabledAt],
  ])
}
