import { createEndorLabsEmulator } from '@patchbay/connectors/endor-labs/emulator'
import { createGitHubEmulator } from '@patchbay/connectors/github/emulator'
import { createOxSecurityEmulator } from '@patchbay/connectors/ox-security/emulator'
import { createSemgrepEmulator } from '@patchbay/connectors/semgrep/emulator'
import { createSnykEmulator } from '@patchbay/connectors/snyk/emulator'
import { syntheticTenant, type Tenant } from '@patchbay/sdk/testing'
import { z } from 'zod'
import { answer } from './answer.ts'
import { ownUsage } from './child.ts'

/** Source control and four scanners of the same repositories, without limits of requests, in a process of their own. */
const settings = z.object({ projects: z.number(), findings: z.number() }).parse(JSON.parse(process.argv[2] ?? '{}'))
const tenant = partlyArchived(syntheticTenant(settings))
const unlimited = 1_000_000_000
const github = await createGitHubEmulator({ tenant, limit: unlimited })
const endor = await createEndorLabsEmulator({ tenant })
const ox = await createOxSecurityEmulator({ tenant, limit: { hour: unlimited, day: unlimited } })
const semgrep = await createSemgrepEmulator({ tenant })
const snyk = await createSnykEmulator({ tenant, limit: unlimited })

/**
 * OX Security and Semgrep do not look at archived repositories, the others do: so some repositories are seen by two scanners and
 * some by four, and 150,000 findings become about 400,000 sightings.
 */
function partlyArchived(whole: Tenant): Tenant {
  const repositories = whole.repositories.map((repository, index) => ({ ...repository, archived: index % 9 < 5 }))
  return { ...whole, repositories }
}

answer(
  {
    sourceControl: () => ({ connector: 'github', config: { baseUrl: github.url, token: github.credentials.classic } }),
    scanners: () => [
      {
        connector: 'endor-labs',
        config: {
          baseUrl: endor.url,
          namespace: endor.namespace,
          apiKey: endor.credentials.full.key,
          apiSecret: endor.credentials.full.secret,
        },
      },
      { connector: 'ox-security', config: { baseUrl: ox.url, apiToken: ox.credentials.integration } },
      { connector: 'semgrep', config: { baseUrl: semgrep.url, token: semgrep.credentials.api } },
      { connector: 'snyk', config: { baseUrl: snyk.url, token: snyk.credentials.group, groupId: snyk.groupId } },
    ],
    usage: ownUsage,
  },
  async () => {
    await Promise.all([github, endor, ox, semgrep, snyk].map((emulator) => emulator.close()))
  },
)
