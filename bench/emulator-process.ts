import { createEndorLabsEmulator } from '@patchbay/connectors/endor-labs/emulator'
import { syntheticTenant } from '@patchbay/sdk/testing'
import { z } from 'zod'
import { answer } from './answer.ts'
import { ownUsage } from './child.ts'

/** The vendor: an emulator over a synthetic tenant, in a process of its own so that its cost can be told apart. */
const Settings = z.object({ projects: z.number(), findings: z.number(), gzip: z.boolean() })
const settings = Settings.parse(JSON.parse(process.argv[2] ?? '{}'))
const tenant = syntheticTenant(settings)
const emulator = await createEndorLabsEmulator({ tenant, gzip: settings.gzip })
let rounds = 0

answer(
  {
    place: () => ({
      baseUrl: emulator.url,
      namespace: emulator.namespace,
      apiKey: emulator.credentials.full.key,
      apiSecret: emulator.credentials.full.secret,
    }),
    change: (fraction) => {
      rounds += 1
      tenant.change(z.number().parse(fraction), rounds, new Date())
    },
    usage: ownUsage,
  },
  () => emulator.close(),
)
