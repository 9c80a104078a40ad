import type { Context } from '@patchbay/sdk'
import { firstText, readAnswer, textOrNull } from '@patchbay/sdk/shape'
import type { Config } from './config.ts'
import { listPages, version } from './list.ts'
import { type Organization, oneOrganization, organization as organizationRow } from './schema.ts'

export interface OrganizationFacts {
  readonly id: string
  readonly name: string
  /** The name in addresses of the web app. */
  readonly slug: string | null
}

/** The organizations the settings choose: one, those of a group, or all the token sees. */
export async function listOrganizations(context: Context<Config>): Promise<readonly OrganizationFacts[]> {
  const { organizationId, groupId } = context.config
  if (organizationId !== undefined) return [await readOrganization(context, organizationId)]

  const path = groupId === undefined ? '/orgs' : `/groups/${groupId}/orgs`
  const found: OrganizationFacts[] = []
  for await (const page of listPages(context, { path, what: 'organizations' })) {
    // An organization that cannot be read would take all its projects along, silently.
    found.push(...page.value.map((row) => factsOf(readAnswer(organizationRow, row, 'An organization in Snyk’s list'))))
  }
  return found
}

async function readOrganization({ http }: Context<Config>, id: string): Promise<OrganizationFacts> {
  const { body } = await http.get({ path: `/rest/orgs/${id}`, query: { version } })
  return factsOf(readAnswer(oneOrganization, body, 'Snyk’s answer about the organization').data)
}

function factsOf({ id, attributes }: Organization): OrganizationFacts {
  return { id, name: firstText(200, attributes?.name, attributes?.slug) ?? id, slug: textOrNull(attributes?.slug, 200) }
}
