import { createHmac } from 'node:crypto'
import {
  type Answer,
  type Call,
  type Clock,
  createBudget,
  createClock,
  createEmulator,
  type Emulator,
} from '@patchbay/sdk/testing'
import { credentials, type JiraCredentials } from './emulator-access.ts'
import { usual } from './emulator-error.ts'
import { routesOf } from './emulator-routes.ts'
import { createJiraSite, type Site } from './emulator-site.ts'

export interface JiraEmulatorOptions {
  /** Default: runs with the machine's clock. */
  readonly clock?: Clock
  /** Most rows of a page, whatever is asked for. */
  readonly rowsPerPage?: number
  /** Requests a second to one endpoint. Default 100. */
  readonly burst?: number
  readonly port?: number
}

/** A Jira Cloud site and a Jira Data Center that hold the same issues, each below the path its real address ends with. */
export interface JiraEmulator extends Emulator {
  readonly site: Site
  readonly credentials: JiraCredentials
  /** Addresses as people enter them. */
  readonly cloudUrl: string
  readonly dataCenterUrl: string
  /** The secret of the site's webhook. */
  readonly webhookSecret: string
  /** What the site sends when an issue changes. */
  call(id: string): { readonly headers: Readonly<Record<string, string>>; readonly body: string }
}

const context = '/jira'
const webhookSecret = 'f2c1d0b94e7a48d6a3f5b8c7d6e5f4a3'

export async function createJiraEmulator({
  clock = createClock(),
  rowsPerPage,
  burst = 100,
  port,
}: JiraEmulatorOptions = {}): Promise<JiraEmulator> {
  const site = createJiraSite(clock)
  const budget = createBudget({ limit: burst, seconds: 1, clock })

  function limit({ method, path, now }: Call): Answer | undefined {
    const { allowed, resetsAt } = budget.take(`${method} ${path}`)
    if (allowed) return undefined
    const wait = Math.max(1, Math.ceil((resetsAt.getTime() - now.getTime()) / 1000))
    const answer = usual(429)
    return {
      ...answer,
      headers: { ...answer.headers, 'retry-after': String(wait), 'x-ratelimit-reset': resetsAt.toISOString() },
    }
  }

  const emulator = await createEmulator({
    clock,
    ...(port !== undefined && { port }),
    words: usual,
    gate: limit,
    routes: [
      ...routesOf({ site, flavour: 'cloud', root: '/rest/api/3', rowsPerPage }),
      ...routesOf({ site, flavour: 'data-center', root: `${context}/rest/api/2`, rowsPerPage }),
    ],
  })

  return {
    ...emulator,
    site,
    credentials,
    cloudUrl: emulator.url,
    dataCenterUrl: `${emulator.url}${context}`,
    webhookSecret,
    call: (id) => {
      const issue = site.find(id)
      const body = JSON.stringify({
        timestamp: clock.now().getTime(),
        webhookEvent: 'jira:issue_updated',
        issue_event_type_name: 'issue_generic',
        issue: { id, key: issue?.key, fields: { status: { name: issue?.status.name } } },
        changelog: { items: [{ field: 'status', toString: issue?.status.name }] },
      })
      const signature = createHmac('sha256', webhookSecret).update(body).digest('hex')
      return { body, headers: { 'x-hub-signature': `sha256=${signature}`, 'x-atlassian-webhook-identifier': `${id}-1` } }
    },
  }
}
