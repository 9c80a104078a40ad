import { z } from 'zod'
import { ActorRef, Time } from './common.ts'
import { RemediationState } from './remediation.ts'

const whole = z.int().nonnegative()

export const Campaign = z
  .object({
    id: z.string().meta({ examples: ['cmp_2'] }),
    name: z.string().meta({ examples: ['Log4Shell'] }),
    package: z.string().meta({
      description: 'Package URL without version.',
      examples: ['pkg:maven/org.apache.logging.log4j/log4j-core'],
    }),
    packageName: z.string().meta({ examples: ['org.apache.logging.log4j:log4j-core'] }),
    below: z.string().meta({ description: 'Versions from this one on are fixed.', examples: ['2.17.1'] }),
    remediations: whole.describe('How many it has taken in.'),
    resolved: whole.describe('How many of them a scan has proved.'),
    states: z.partialRecord(RemediationState, whole).describe('Remediations by state.'),
    openVulnerabilities: whole,
    createdBy: ActorRef.nullable(),
    createdAt: Time,
    closedBy: ActorRef.nullable(),
    closedAt: Time.nullable().describe('Since when it takes in nothing more; null while it does.'),
  })
  .meta({ id: 'Campaign', description: 'One fix across many repositories.' })
export type Campaign = z.output<typeof Campaign>
