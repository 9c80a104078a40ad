import { z } from 'zod'
import { databaseId } from '../../../domain/public-id.ts'
import type { ImageRuleInput } from '../../../usecases/commands.ts'
import { Id } from '../../params.ts'

const pattern = z.string().trim().min(1).max(300).nullable().optional()

/** Path of a Dockerfile in its repository. */
export const dockerfile = z
  .string()
  .trim()
  .min(1)
  .max(500)
  .refine((path) => !path.startsWith('/') && !path.split('/').includes('..'), {
    error: 'Write the path as it is below the repository’s root, without a leading slash.',
  })
  .nullable()
  .optional()
  .describe('Path of the Dockerfile below the repository’s root.')

const conditions = {
  registry: pattern.describe('Pattern of the registry; `*` stands for any characters, letter case does not count.'),
  name: pattern.describe('Pattern of the name in the registry: `acme/shop-*`.'),
  dockerfile,
  position: z.int().min(1).max(10_000).optional().describe('Place in the order, from 1; the last one when left out.'),
}

const repositoryId = Id.describe('Where such images are built.')

export const ImageRuleBody = z
  .strictObject({ repositoryId, ...conditions })
  .meta({ examples: [{ registry: 'ghcr.io', name: 'acme/shop-*', repositoryId: 'repo_7' }] })

export const ImageRuleChange = z
  .strictObject({ repositoryId: repositoryId.optional(), ...conditions })
  .meta({ examples: [{ position: 1 }] })

/** A body as the use cases want it; what is left out stays out. */
export function ruleInput(body: z.output<typeof ImageRuleChange>): ImageRuleInput {
  return {
    ...(body.registry !== undefined && { registryPattern: body.registry }),
    ...(body.name !== undefined && { namePattern: body.name }),
    ...(body.repositoryId !== undefined && { repositoryId: databaseId('repository', body.repositoryId) }),
    ...(body.dockerfile !== undefined && { dockerfile: body.dockerfile }),
    ...(body.position !== undefined && { position: body.position }),
  }
}
