import type { Answer, Call, Route } from '@patchbay/sdk/testing'
import { problem } from './emulator-error.ts'
import { issueRoutes } from './emulator-issue-routes.ts'
import { packageRoutes } from './emulator-package-routes.ts'
import { inOnePiece, page } from './emulator-page.ts'
import { projectRoutes } from './emulator-project-routes.ts'
import { allowOnly, pagingNames, readBoolean } from './emulator-query.ts'
import { toOrganization } from './emulator-resource.ts'
import { counted, one, pagingOf, type Service } from './emulator-service.ts'

export function routesOf(service: Service): readonly Route[] {
  const { access, estate } = service
  return [
    { method: 'GET', pattern: '/rest/self', handle: (call) => self(service, call) },
    { method: 'GET', pattern: '/rest/orgs', handle: (call) => organizations(service, call) },
    {
      method: 'GET',
      pattern: '/rest/orgs/{org_id}',
      handle: (call) => {
        access.enterOrganization(call, call.params['org_id'] ?? '', 'org.read')
        allowOnly(call, ['expand'])
        const found = estate.organizations.find(({ id }) => id === call.params['org_id']) ?? estate.foreign
        return one(toOrganization(found, estate.groupId))
      },
    },
    { method: 'GET', pattern: '/rest/groups/{group_id}/orgs', handle: (call) => groupOrganizations(service, call) },
    ...projectRoutes(service),
    ...issueRoutes(service),
    ...packageRoutes(service),
  ]
}

function self({ access, estate }: Service, call: Call): Answer {
  const caller = access.caller(call)
  allowOnly(call, [])
  const email = caller.type === 'user' && { email: `${caller.name}@acme.test`, avatar_url: 'https://app.snyk.io/avatar.png' }
  const attributes = { name: caller.name, ...email, default_org_context: caller.organizations[0] ?? estate.foreign.id }
  const id = `${estate.groupId.slice(0, 24)}${Buffer.from(caller.name).toString('hex').padEnd(12, '0').slice(0, 12)}`
  return one({ id, type: caller.type, attributes })
}

function organizations(service: Service, call: Call): Answer {
  const { access, estate } = service
  const caller = access.caller(call)
  allowOnly(call, ['group_id', 'is_personal', 'slug', 'name', 'expand', ...pagingNames])
  if (!caller.entitled) return problem(403, 'Your plan does not include access to the API')
  const group = call.query.get('group_id')
  const visible = [...estate.organizations, estate.foreign]
    .filter(({ id }) => caller.organizations.includes(id))
    .filter((found) => named(call, found) && readBoolean(call, 'is_personal') !== true)
    .filter(() => group === null || group === estate.groupId)
  return page(call, { pieces: inOnePiece(visible), paging: pagingOf(service) }, (found) =>
    toOrganization(found, estate.groupId),
  )
}

function named(call: Call, organization: { readonly name: string; readonly slug: string }): boolean {
  const slug = call.query.get('slug')
  const name = call.query.get('name')?.toLowerCase() ?? ''
  return (slug === null || slug === organization.slug) && organization.name.toLowerCase().includes(name)
}

function groupOrganizations(service: Service, call: Call): Answer {
  const { access, estate } = service
  access.enterGroup(call, call.params['group_id'] ?? '', 'group.read')
  allowOnly(call, ['name', 'slug', 'expand', ...pagingNames])
  const visible = estate.organizations.filter((found) => named(call, found))
  const answer = page(call, { pieces: inOnePiece(visible), paging: pagingOf(service) }, (found) =>
    toOrganization(found, estate.groupId),
  )
  if (call.query.get('expand') !== 'count') return answer
  return { ...answer, body: { ...answer.body, meta: { total_count: counted(service, visible.length) } } }
}
