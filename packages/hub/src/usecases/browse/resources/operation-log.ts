import { z } from 'zod'
import { Time } from './common.ts'

export const LogLevel = z.enum(['info', 'warning', 'error']).meta({ id: 'LogLevel' })
export type LogLevel = z.output<typeof LogLevel>

export const OperationLogLine = z
  .object({
    seq: z.int().describe('Ascends, with gaps.'),
    at: Time,
    level: LogLevel,
    message: z.string().meta({ examples: ['shop-backend: read to the end. 3 pages, 250 seen: 4 new, 246 unchanged.'] }),
    fields: z
      .record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]))
      .describe('What a connector adds to its sentences.'),
  })
  .meta({ id: 'OperationLogLine', description: 'One thing a run said of itself.' })
export type OperationLogLine = z.output<typeof OperationLogLine>
