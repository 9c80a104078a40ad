import { z } from 'zod'

/** Where a database is, as `openDatabase` takes it. */
export const Place = z.object({ dataFolder: z.string(), databaseUrl: z.string().optional() })
export type Place = z.output<typeof Place>
