import { z } from 'zod'
import { feedIds } from '../../../domain/feeds/feed.ts'

export const feedParams = z.strictObject({ id: z.enum(feedIds).describe('The feed.') })
