import { webAddress } from '@patchbay/sdk/shape'
import { z } from 'zod'

// Only the fields that are read.
const text = z.string().nullish()
const name = z.string().trim().min(1)
/** Survives renames. */
const id = z.string().regex(/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i, { error: 'is no GUID' })

/** Every list, paged or not. */
export const list = z.object({ value: z.array(z.unknown()) })

/** `GET /_apis/projects`. */
export const project = z.object({ id, name, visibility: text })

/** `GET /{project}/_apis/git/repositories`. */
export const repository = z.object({
  id,
  name,
  webUrl: webAddress,
  remoteUrl: text,
  sshUrl: text,
  validRemoteUrls: z.array(z.string()).nullish(),
  defaultBranch: text,
  isDisabled: z.boolean().nullish(),
  project: z.object({ visibility: text }).nullish(),
})

/** `GET /_apis/connectionData`. */
export const connectionData = z.object({ authenticatedUser: z.object({ id: text, providerDisplayName: text }) })

export type Project = z.output<typeof project>
export type Repository = z.output<typeof repository>
