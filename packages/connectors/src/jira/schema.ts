import { vendorId } from '@patchbay/sdk/shape'
import { z } from 'zod'

// The shapes of https://developer.atlassian.com/cloud/jira/platform/rest/v3/ that are read; Data Center's v2 has the same parts.

export const myself = z.object({
  displayName: z.string().nullish(),
  emailAddress: z.string().nullish(),
  timeZone: z.string().nullish(),
})

export const permissions = z.object({
  permissions: z.record(z.string(), z.object({ havePermission: z.boolean() })),
})

const issueType = z.object({ id: vendorId, name: z.string(), subtask: z.boolean().nullish() })

/** Cloud calls the list `issueTypes`, Data Center `values`. */
export const issueTypes = z
  .object({ issueTypes: z.array(issueType).nullish(), values: z.array(issueType).nullish() })
  .transform(({ issueTypes, values }, context) => issueTypes ?? values ?? missing(context, 'issueTypes'))

const createField = z.object({
  fieldId: z.string(),
  name: z.string().nullish(),
  required: z.boolean(),
  hasDefaultValue: z.boolean().nullish(),
})

export const createFields = z
  .object({ fields: z.array(createField).nullish(), values: z.array(createField).nullish(), total: z.number() })
  .transform(({ fields, values, total }, context) => ({ total, fields: fields ?? values ?? missing(context, 'fields') }))

export const created = z.object({ id: vendorId, key: z.string() })

export const issue = z.object({
  id: vendorId,
  key: z.string(),
  fields: z.object({
    status: z.object({ name: z.string(), statusCategory: z.object({ key: z.string() }).nullish() }),
    resolution: z.object({ name: z.string().nullish() }).nullish(),
  }),
})

export type Issue = z.output<typeof issue>

/** Cloud names the next page by a token. */
export const cloudPage = z.object({ issues: z.array(z.unknown()), nextPageToken: z.string().nullish() })

/** Data Center counts. */
export const serverPage = z.object({ issues: z.array(z.unknown()), startAt: z.number(), total: z.number() })

export const comments = z.object({
  comments: z.array(z.object({ body: z.unknown() })),
  startAt: z.number(),
  total: z.number(),
})

const transition = z.object({
  id: vendorId,
  name: z.string(),
  to: z.object({ name: z.string(), statusCategory: z.object({ key: z.string() }).nullish() }),
  isAvailable: z.boolean().nullish(),
  fields: z
    .record(
      z.string(),
      z.object({
        name: z.string().nullish(),
        required: z.boolean().nullish(),
        hasDefaultValue: z.boolean().nullish(),
        allowedValues: z.array(z.unknown()).nullish(),
      }),
    )
    .nullish(),
})

export type Transition = z.output<typeof transition>

export const transitions = z.object({ transitions: z.array(transition) })

/** A webhook's body, as far as it says which issue it is about. */
export const event = z.object({ issue: z.object({ id: z.union([vendorId, z.number().int()]) }) })

function missing(context: z.RefinementCtx, name: string): never[] {
  context.addIssue({ code: 'custom', path: [name], message: 'is not there' })
  return z.NEVER
}
