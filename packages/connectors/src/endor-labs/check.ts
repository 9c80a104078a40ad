import { type Account, type Context, Fault } from '@patchbay/sdk'
import { collectOddities, firstText, instant, readRows } from '@patchbay/sdk/shape'
import { type Config, euAddress, usAddress } from './config.ts'
import { count, listPages } from './list.ts'
import { apiKey, apiKeyMask } from './schema.ts'

/** Signs in, counts what is visible, and says which setting is wrong when something is. */
export async function check(context: Context<Config>): Promise<Account> {
  const { config, http } = context
  const everywhere = { namespace: config.namespace, traverse: true }
  const projects = await attempt(config, () => count(http, { ...everywhere, resource: 'projects' }))
  const children = await attempt(config, () => count(http, { ...everywhere, resource: 'namespaces' }))
  if (projects === 'refused') throw children === 'refused' ? foreignNamespace(config) : missingPermission('projects')

  const findings = await attempt(config, () =>
    count(http, { ...everywhere, resource: 'findings', filter: 'context.type==CONTEXT_TYPE_MAIN' }),
  )
  if (findings === 'refused') throw missingPermission('findings')

  const key = await ownKey(context)
  const namespaces = 1 + (children === 'refused' ? 0 : children)
  if (projects === 0 && namespaces === 1 && key === null) throw nothingVisible(config)

  return {
    sees: `${counted(namespaces, 'namespace')}, ${counted(projects, 'project')}`,
    ...(key?.identity && { identity: key.identity }),
    ...(key?.expiresAt && { expiresAt: key.expiresAt }),
    warnings: [
      ...(projects === 0 ? ['There is no project yet. Scan a repository with Endor Labs, then run discover again.'] : []),
      ...(children === 'refused' ? ['This key may not list namespaces; the number of namespaces is a guess.'] : []),
    ],
  }
}

/** Runs one request; a 403 or 404 is for the caller to weigh against the other answers. */
async function attempt(config: Config, request: () => Promise<number>): Promise<number | 'refused'> {
  try {
    return await request()
  } catch (error) {
    if (!(error instanceof Fault)) throw error
    if (error.kind === 'permission' || error.kind === 'missing') return 'refused'
    throw explain(error, config)
  }
}

function explain(fault: Fault, config: Config): Fault {
  const facts = { ...(fault.details.status !== undefined && { status: fault.details.status }) }
  if (fault.kind === 'credentials') {
    return new Fault(
      'credentials',
      'Endor Labs did not accept the API key.',
      {
        ...facts,
        field: 'apiKey',
        remedy:
          'The key or its secret is mistyped, revoked or expired, or belongs to the other region. Create a new one in Endor Labs ' +
          'under Access Control > API Keys, and enter both values.',
      },
      fault,
    )
  }
  if (fault.kind === 'unreachable') {
    return new Fault(
      'unreachable',
      `Endor Labs could not be reached at ${config.baseUrl}.`,
      {
        ...facts,
        field: 'baseUrl',
        remedy: `Check the address, and that this server may open connections to it. ${fault.message}`,
      },
      fault,
    )
  }
  return fault
}

/** Endor Labs gives the same answer for a namespace that is not yours, one that does not exist, and a key without any role. */
function foreignNamespace({ namespace }: Config): Fault {
  return new Fault('permission', `Signed in, but Endor Labs refuses the namespace "${namespace}" to this key.`, {
    field: 'namespace',
    status: 403,
    remedy:
      'Check the spelling: a child namespace needs its full name, like acme.web. If the name is right, the key needs the role ' +
      'Read-Only in it, and must be propagated when it was created in a parent namespace.',
  })
}

function missingPermission(what: string): Fault {
  return new Fault('permission', `The API key works, but it may not read ${what}.`, {
    field: 'apiKey',
    status: 403,
    remedy:
      'Create a key with the role Read-Only (SYSTEM_ROLE_READ_ONLY); the permissions of an existing key cannot be changed.',
  })
}

function nothingVisible({ namespace, baseUrl }: Config): Fault {
  const other = baseUrl === euAddress ? usAddress : euAddress
  return new Fault(
    'config',
    `Signed in, but nothing is visible in the namespace "${namespace}": no project and no child namespace.`,
    {
      field: 'namespace',
      remedy:
        `Either the name is wrong (a child namespace needs its full name, like acme.web), or the tenant lives in the other region: ` +
        `then set the API address to ${other}.`,
    },
  )
}

interface OwnKey {
  readonly identity: string | null
  readonly expiresAt: string | null
}

/** What Endor Labs says about the key we use; `null` when it does not list it to us, which is no fault. */
async function ownKey({ config, http, log }: Context<Config>): Promise<OwnKey | null> {
  const { note } = collectOddities()
  try {
    for await (const page of listPages(http, { resource: 'api-keys', namespace: config.namespace, mask: apiKeyMask })) {
      const own = readRows(apiKey, page.value, () => null).items.find(({ spec }) => spec.key === config.apiKey)
      if (own === undefined) continue
      const issuer = typeof own.spec.issuing_user === 'string' ? own.spec.issuing_user : null
      return {
        identity: firstText(200, own.meta?.name, issuer),
        expiresAt: instant(own.spec.expiration_time, 'spec.expiration_time', note),
      }
    }
  } catch (error) {
    if (!(error instanceof Fault)) throw error
    log.info('The API keys of the namespace cannot be read, so the expiry of this key is unknown.', { fault: error.message })
  }
  return null
}

function counted(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`
}
