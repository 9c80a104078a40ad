import type { Plugin } from '@patchbay/sdk'
import type { FastifyInstance, InjectOptions } from 'fastify'
import { createServer, type ServerOptions } from '../../src/api/server.ts'
import { composePeople, type PeopleSettings } from '../../src/compose/people.ts'
import type { People } from '../../src/people/people.ts'
import type { Database } from '../../src/store/database.ts'
import type { Browse } from '../../src/usecases/browse/browse.ts'
import type { Role } from '../../src/usecases/browse/resources/people.ts'
import type { Commands } from '../../src/usecases/commands.ts'
import type { Configuration } from '../../src/usecases/configuration/configuration.ts'

/** An API over a real database, spoken to without a socket. */
export interface TestApi {
  readonly app: FastifyInstance
  readonly people: People
  /** An API token of the role. */
  readonly tokens: Readonly<Record<Role, string>>
  /** Sends a request as somebody with the role. */
  as(role: Role, method: 'GET' | 'POST' | 'PATCH' | 'DELETE', path: string, body?: object): Promise<Answer>
  /** Sends a request as it is. */
  send(options: InjectOptions): Promise<Answer>
}

export interface Answer {
  readonly status: number
  readonly headers: Readonly<Record<string, string | string[] | number | undefined>>
  /** Parsed JSON; null for an empty body. */
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers of every shape.
  readonly body: any
  readonly text: string
}

interface Parts {
  readonly browse?: Partial<Browse>
  readonly commands?: Partial<Commands>
  readonly configuration?: (people: People) => Configuration
  readonly plugins?: ReadonlyMap<string, Plugin>
  readonly now?: () => Date
  readonly people?: Partial<PeopleSettings>
  readonly options?: Partial<ServerOptions>
}

/** Puts an API together; parts that are not given must not be reached. */
export async function testApi(database: Pick<Database, 'kysely'>, parts: Parts = {}): Promise<TestApi> {
  const now = parts.now ?? (() => new Date())
  const { people } = composePeople(database.kysely, {
    secret: 'a secret that is long enough for cookies',
    now,
    log: { error: (fields, message) => console.error(message, fields), warn: () => undefined },
    ...parts.people,
  })
  const app = createServer({
    services: {
      people,
      plugins: parts.plugins ?? new Map(),
      browse: (parts.browse ?? {}) as Browse,
      commands: (parts.commands ?? {}) as Commands,
      configuration: parts.configuration?.(people) ?? ({} as Configuration),
    },
    version: '1.2.3',
    ready: async () => {},
    ...parts.options,
  })
  const send = async (options: InjectOptions): Promise<Answer> => {
    const { statusCode, headers, body } = await app.inject(options)
    return {
      status: statusCode,
      headers,
      text: body,
      body: body !== '' && /[/+]json\b/.test(String(headers['content-type'])) ? JSON.parse(body) : null,
    }
  }
  const tokens = {
    reader: await issue(people, 'reader'),
    writer: await issue(people, 'writer'),
    maintainer: await issue(people, 'maintainer'),
    owner: await issue(people, 'owner'),
  }
  return {
    app,
    people,
    tokens,
    send,
    as: (role, method, path, body) =>
      send({
        method,
        url: `/api/v1${path}`,
        headers: { authorization: `Bearer ${tokens[role]}` },
        ...(body !== undefined && { body }),
      }),
  }
}

async function issue(people: People, role: Role): Promise<string> {
  const by = {
    kind: 'token' as const,
    actor: { id: 'test', kind: 'token' as const },
    name: 'test',
    email: null,
    role: 'owner' as const,
    productTypes: new Map(),
    userId: null,
    serviceAccountId: null,
    session: null,
  }
  return (await people.tokens.issue({ name: role, role, expiresAt: null }, by)).token
}
