import { type DocumentFormat, documentFormats } from '@patchbay/sdk'
import { withoutEnd } from '@patchbay/sdk/shape'
import { z } from 'zod'

const defaultFormats = 'sarif, csv'

/** Address of an S3-compatible store; its buckets are then addressed by path. */
const endpoint = z
  .string()
  .trim()
  .overwrite((text) => withoutEnd(text, '/'))
  .superRefine((text, context) => {
    const url = URL.parse(text)
    const fits = url !== null && /^https?:$/.test(url.protocol) && url.pathname === '/' && !/[?#@]/.test(text)
    if (!fits) context.addIssue({ code: 'custom', message: 'Enter an address without a path, like https://minio.example.com.' })
  })

export const config = z.object({
  bucket: z
    .string({ error: 'Enter the name of the bucket.' })
    .trim()
    .regex(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/, {
      error: 'Enter the name of the bucket alone: 3 to 63 small letters, digits, dots and dashes.',
    })
    .meta({ title: 'Bucket', description: 'The name alone.', examples: ['acme-findings'] }),
  region: z
    .string({ error: 'Enter the region of the bucket.' })
    .trim()
    .regex(/^[a-z0-9][a-z0-9-]{0,62}$/, { error: 'Enter the region as the store names it, like eu-central-1.' })
    .meta({
      title: 'Region',
      description: 'Of the bucket. Many stores that are not Amazon’s take us-east-1.',
      examples: ['eu-central-1'],
    }),
  endpoint: endpoint.optional().meta({
    title: 'Endpoint',
    description: 'Only for stores that are not Amazon’s: MinIO, Ceph, R2 and others. Buckets are addressed by path there.',
    examples: ['https://minio.example.com'],
  }),
  prefix: z
    .string()
    .trim()
    .overwrite((text) => withoutEnd(text.replace(/^\/+/, ''), '/'))
    .regex(/^[A-Za-z0-9._/-]{0,200}$/, { error: 'Use letters, digits, dots, dashes, underscores and slashes only.' })
    .default('')
    .meta({
      title: 'Prefix',
      description: 'What the names of all objects begin with. Default: nothing.',
      examples: ['patchbay'],
    }),
  accessKeyId: z
    .string({ error: 'Enter the access key id.' })
    .trim()
    .regex(/^\S{3,128}$/, { error: 'Enter the access key id alone, without spaces.' })
    .meta({
      title: 'Access key id',
      description: 'Of a user that may write below the prefix and list the bucket.',
      secret: true,
    }),
  secretAccessKey: z
    .string({ error: 'Enter the secret access key.' })
    .trim()
    .regex(/^\S{8,256}$/, { error: 'Enter the secret access key alone, without spaces.' })
    .meta({ title: 'Secret access key', description: 'Shown once, when the key was made.', secret: true }),
  sessionToken: z
    .string()
    .trim()
    .regex(/^\S{1,4096}$/, { error: 'Enter the session token alone, without spaces, or leave it out.' })
    .optional()
    .meta({
      title: 'Session token',
      description: 'Only of temporary keys. They end by themselves; keys of a user do not.',
      secret: true,
    }),
  formats: z
    .string()
    .default(defaultFormats)
    .superRefine((text, context) => {
      const unknown = wordsOf(text).filter((word) => !documentFormats.some((format) => format === word))
      const message =
        unknown.length > 0
          ? `There is no format "${unknown[0]?.slice(0, 50)}". Choose of: ${documentFormats.join(', ')}.`
          : 'Name a format.'
      if (unknown.length > 0 || wordsOf(text).length === 0) context.addIssue({ code: 'custom', message })
    })
    .meta({
      title: 'Formats',
      description: `Which documents are stored, with commas between: ${documentFormats.join(', ')}.`,
      examples: [defaultFormats],
    }),
})

export type Config = z.output<typeof config>

/** The formats that settings want, as they are kept. */
export function documents(settings: Readonly<Record<string, unknown>>): readonly DocumentFormat[] {
  const words = wordsOf(config.shape.formats.parse(settings['formats']))
  return documentFormats.filter((format) => words.includes(format))
}

function wordsOf(text: string): readonly string[] {
  return text
    .toLowerCase()
    .split(/[\s,]+/)
    .filter((word) => word !== '')
}
