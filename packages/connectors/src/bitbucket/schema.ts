import { vendorId, webAddress } from '@patchbay/sdk/shape'
import { z } from 'zod'

// Only the fields that are read.
const text = z.string().nullish()
/** Part of a path: a workspace's, a project's, a repository's short name. */
const slug = vendorId.refine((name) => !/^\.+$/.test(name) && !name.includes('/'), { error: 'is no short name' })
const cloneLinks = z.array(z.object({ href: text })).nullish()

/** Every list of Bitbucket Cloud. `size` is left out where counting is costly. */
export const cloudList = z.object({
  values: z.array(z.unknown()),
  next: text,
  size: z.int().nonnegative().nullish().catch(null),
})

/** `GET /user/workspaces`. */
export const workspaceAccess = z.object({ workspace: z.object({ slug, uuid: text }) })

/** `GET /repositories/{workspace}`. */
export const cloudRepository = z.object({
  /** In braces. Survives renames and transfers. */
  uuid: vendorId,
  full_name: z.string().trim().min(1),
  is_private: z.boolean().nullish(),
  mainbranch: z.object({ name: text }).nullish(),
  links: z.object({ html: z.object({ href: webAddress }), clone: cloneLinks }),
})

/** `GET /user`. */
export const cloudUser = z.object({ display_name: text, nickname: text })

/** Every list of Bitbucket Data Center. */
export const dataCenterList = z.object({
  values: z.array(z.unknown()),
  isLastPage: z.boolean(),
  nextPageStart: z.int().nonnegative().nullish(),
})

/** `GET /repos`. */
export const dataCenterRepository = z.object({
  /** Survives renames and moves to another project. */
  id: z.int().positive(),
  slug,
  project: z.object({ key: slug }),
  state: text,
  public: z.boolean().nullish(),
  archived: z.boolean().nullish(),
  links: z.object({ self: z.tuple([z.object({ href: webAddress })], z.unknown()), clone: cloneLinks }),
})

/** `GET /projects/{key}/repos/{slug}/default-branch`; nothing at all for an empty repository. */
export const branch = z.object({ id: text, displayId: text }).nullable()

export type CloudRepository = z.output<typeof cloudRepository>
export type DataCenterRepository = z.output<typeof dataCenterRepository>
export type Branch = z.output<typeof branch>
