import { z } from 'zod'
import { sourceWays } from '../../../domain/image.ts'
import { ActorRef, ConnectionRef, ProductRef, RecordRef, RepositoryRef, SeverityCounts, Time } from './common.ts'

export const ImageSource = z
  .object({
    repository: RepositoryRef,
    dockerfile: z
      .string()
      .nullable()
      .meta({ description: 'Path below the repository’s root; null when nobody tells.', examples: ['docker/Dockerfile'] }),
    by: z.enum(sourceWays).describe('How it is known: a person told, a rule fits, or the image’s own labels say.'),
    toldBy: ActorRef.nullable().describe('Who told, where a person did.'),
    since: Time,
  })
  .meta({ id: 'ImageSource', description: 'Where an image is built.' })
export type ImageSource = z.output<typeof ImageSource>

const shared = {
  id: z.string().meta({ examples: ['img_9'] }),
  name: z.string().meta({ description: 'With its registry.', examples: ['ghcr.io/acme/shop'] }),
  registry: z
    .string()
    .nullable()
    .meta({ description: 'Null when no scanner tells it.', examples: ['ghcr.io'] }),
  path: z.string().meta({ description: 'Repository in the registry.', examples: ['acme/shop'] }),
  product: ProductRef.nullable().describe(
    'That of the repository that builds it, else the one it was given or is reported in.',
  ),
  source: ImageSource.nullable().describe('Null while it is not known where it is built.'),
  label: z
    .object({ url: z.string(), dockerfile: z.string().nullable() })
    .nullable()
    .describe('What its labels say; null when no scanner passes any on.'),
  versions: z.int().nonnegative().describe('Tags and digests seen.'),
  open: SeverityCounts.describe('Open vulnerabilities in it.'),
  firstSeenAt: Time,
}

export const Image = z.object(shared).meta({ id: 'Image', description: 'A container image, whatever its tag and digest.' })
export type Image = z.output<typeof Image>

export const ImageDetail = z
  .object({
    ...shared,
    baseImages: z.array(z.string()).meta({
      description: 'What it is built on, as Dockerfiles name it, where scanners tell; one each for its tags, at most 100.',
      examples: [['node:20-bookworm']],
    }),
    seen: z
      .array(z.object({ tag: z.string().nullable(), digest: z.string().nullable(), firstSeenAt: Time }))
      .describe('Tags and digests, newest first; at most 100.'),
    records: z
      .array(
        z.object({
          record: RecordRef,
          connection: ConnectionRef,
          isImage: z.boolean().describe('Whether the record is the image, rather than something that holds it.'),
        }),
      )
      .describe('Records whose scanners see it; at most 100.'),
  })
  .meta({ id: 'ImageDetail' })
export type ImageDetail = z.output<typeof ImageDetail>

export const ImageRule = z
  .object({
    id: z.string().meta({ examples: ['imgr_1'] }),
    position: z.int().positive().describe('Its place in the order they are tried.'),
    registry: z
      .string()
      .nullable()
      .describe('Pattern of the registry; `*` stands for any characters, letter case does not count.'),
    name: z.string().nullable().describe('Pattern of the name in the registry.'),
    repository: RepositoryRef.describe('Where such images are built.'),
    dockerfile: z.string().nullable(),
    createdBy: ActorRef.nullable(),
    createdAt: Time,
    updatedAt: Time,
  })
  .meta({ id: 'ImageRule' })
export type ImageRule = z.output<typeof ImageRule>
