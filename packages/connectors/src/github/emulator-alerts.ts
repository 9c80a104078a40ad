import { type Answer, type Call, EarlyAnswer, type Route } from '@patchbay/sdk/testing'
import type { Access, Caller } from './emulator-access.ts'
import type { Alert, AlertBook } from './emulator-alert-book.ts'
import { codeFilter, dependabotFilter, type Keeps, secretFilter } from './emulator-alert-filter.ts'
import { alertPage, readOrder, sortAlerts } from './emulator-alert-page.ts'
import type { AlertFamily } from './emulator-alert-seen.ts'
import { defaultRef, toCodeAlert, toInstance } from './emulator-code-scanning.ts'
import { toDependabotAlert } from './emulator-dependabot.ts'
import { problem } from './emulator-error.ts'
import { paged } from './emulator-page.ts'
import { type Links, toSimpleRepository } from './emulator-repository.ts'
import { toLocation, toSecretAlert } from './emulator-secret-scanning.ts'
import { type HostedRepository, ownerId, ownerOf, type Site } from './emulator-site.ts'

/** What the alert routes need. */
export interface AlertService {
  readonly site: Site
  readonly access: Access
  readonly host: string
  readonly book: AlertBook
}

const families: readonly AlertFamily[] = ['dependabot', 'code-scanning', 'secret-scanning']

/** Lists of alerts: of an organisation by name or by id, and of a repository. */
export function alertRoutes(service: AlertService): readonly Route[] {
  return [
    ...families.flatMap((family) => listRoutes(service, family)),
    {
      method: 'GET',
      pattern: '/repos/{owner}/{repo}/code-scanning/alerts/{number}/instances',
      handle: (call) => {
        const alert = find(service, call, 'code-scanning')
        return paged(call, [alert], (row) => toInstance(row, defaultRef(row)))
      },
    },
    {
      method: 'GET',
      pattern: '/repos/{owner}/{repo}/secret-scanning/alerts/{number}/locations',
      handle: (call) => {
        const alert = find(service, call, 'secret-scanning')
        return paged(call, [alert], (row) => ({ type: 'commit', details: toLocation(row) }))
      },
    },
  ]
}

function listRoutes(service: AlertService, family: AlertFamily): readonly Route[] {
  const { site } = service
  return [
    {
      method: 'GET',
      pattern: `/orgs/{org}/${family}/alerts`,
      handle: (call) => organizationAlerts(service, call, family, call.params['org'] ?? ''),
    },
    {
      method: 'GET',
      pattern: `/organizations/{id}/${family}/alerts`,
      handle: (call) => {
        const owners = site.repositories().map(({ fullName }) => ownerOf(fullName))
        const login = owners.find((owner) => String(ownerId(owner)) === call.params['id'])
        return organizationAlerts(service, call, family, login ?? '')
      },
    },
    {
      method: 'GET',
      pattern: `/repos/{owner}/{repo}/${family}/alerts`,
      handle: (call) => {
        const repository = enterRepository(service, call, family)
        const alerts = onRef(call, family, repository, service.book.list(family, [repository]))
        return answer(service, call, { family, alerts, path: call.path, embeds: false })
      },
    },
  ]
}

/** Owners and security managers only; repositories where the family is off are left out without a word. */
function organizationAlerts(service: AlertService, call: Call, family: AlertFamily, login: string): Answer {
  const { site, access, book, host } = service
  const caller = access.caller(call)
  const owned = site.repositories().filter(({ fullName }) => ownerOf(fullName).toLowerCase() === login.toLowerCase())
  if (owned.length === 0) return problem(404)
  if (caller.ssoMissing === login) return singleSignOn(host, login)
  if (!caller.enters(login)) return problem(404)
  needAlerts(caller)
  if (caller.alerts !== 'organization') {
    return problem(403, 'You must be an organization owner or security manager to list alerts of the organization.')
  }
  const alerts = book.list(family, owned.filter(caller.sees))
  const path = `/organizations/${ownerId(login)}/${family}/alerts`
  return answer(service, call, { family, alerts, path, embeds: true })
}

function singleSignOn(host: string, login: string): Answer {
  const message =
    'Resource protected by organization SAML enforcement. You must grant your Personal Access token access to this organization.'
  const url = `https://${host}/orgs/${login}/sso?authorization_request=1`
  return { ...problem(403, message), headers: { 'x-github-sso': `required; url=${url}` } }
}

function needAlerts(caller: Caller): void {
  if (caller.alerts !== 'none') return
  const who = caller.kind === 'user' ? 'personal access token' : 'integration'
  throw new EarlyAnswer(problem(403, `Resource not accessible by ${who}`))
}

/** Throws what the platform answers when a repository or the family in it is out of reach. */
function enterRepository({ site, access, book }: AlertService, call: Call, family: AlertFamily): HostedRepository {
  const caller = access.caller(call)
  const repository = site.byName(`${call.params['owner']}/${call.params['repo']}`)
  if (!repository || !caller.sees(repository)) throw new EarlyAnswer(problem(404))
  needAlerts(caller)
  const state = book.stateOf(repository, family)
  if (state === 'off') throw new EarlyAnswer(switchedOff[family])
  if (state === 'never-run' && family === 'code-scanning') throw new EarlyAnswer(problem(404, 'no analysis found'))
  return repository
}

const switchedOff: Readonly<Record<AlertFamily, Answer>> = {
  dependabot: problem(403, 'Dependabot alerts are disabled for this repository.'),
  'code-scanning': problem(403, 'Advanced Security must be enabled for this repository to use code scanning.'),
  'secret-scanning': problem(404, 'Secret scanning is disabled on this repository.'),
}

/** Only code scanning knows branches; another watched one has most of what the default one has, a pull request nothing. */
function onRef(call: Call, family: AlertFamily, repository: HostedRepository, alerts: readonly Alert[]): readonly Alert[] {
  if (family !== 'code-scanning') return alerts
  if (call.query.has('pr')) return []
  const branch = call.query.get('ref')?.replace(/^refs\/heads\//, '') ?? repository.defaultBranch
  if (branch === repository.defaultBranch) return alerts
  return repository.branches.includes(branch) ? alerts.filter(({ nth }) => nth % 3 !== 2) : []
}

interface Listing {
  readonly family: AlertFamily
  readonly alerts: readonly Alert[]
  /** Where links to other pages lead. */
  readonly path: string
  /** Whether each alert says which repository it is of. */
  readonly embeds: boolean
}

function answer(service: AlertService, call: Call, { family, alerts, path, embeds }: Listing): Answer {
  const links: Links = { api: call.url, host: service.host }
  const keeps = filterOf(call, family)
  const shown = (alert: Alert) => ({
    ...show(call, family, alert, links),
    ...(embeds && { repository: toSimpleRepository(alert.repository, links) }),
  })
  // Dependabot has cursors only; the others count pages unless a cursor, even an empty one, is given.
  const byCursor = family === 'dependabot' || call.query.has('after') || call.query.has('before')
  if (byCursor) return alertPage(call, { alerts, keeps, path }, shown)
  return paged(call, sortAlerts(readOrder(call), alerts.filter(keeps)), shown, path)
}

function filterOf(call: Call, family: AlertFamily): Keeps {
  if (family === 'dependabot') return dependabotFilter(call)
  return family === 'code-scanning' ? codeFilter(call) : secretFilter(call)
}

function show(call: Call, family: AlertFamily, alert: Alert, links: Links): Readonly<Record<string, unknown>> {
  if (family === 'dependabot') return toDependabotAlert(alert, links)
  if (family === 'secret-scanning') return toSecretAlert(alert, links, call.query.get('hide_secret') === 'true')
  const ref = call.query.get('ref') ?? defaultRef(alert)
  return toCodeAlert(alert, links, ref.startsWith('refs/') ? ref : `refs/heads/${ref}`)
}

function find(service: AlertService, call: Call, family: AlertFamily): Alert {
  const repository = enterRepository(service, call, family)
  const alert = service.book.list(family, [repository]).find(({ number }) => String(number) === call.params['number'])
  if (!alert) throw new EarlyAnswer(problem(404))
  return alert
}
