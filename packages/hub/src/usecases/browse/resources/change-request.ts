import { changeObstacles, changeRequestStates } from '@patchbay/sdk'
import { z } from 'zod'
import { changeMakers, changeRequestStandings } from '../../../domain/change-request.ts'
import { ActorRef, ConnectionRef, Time } from './common.ts'
import { Trouble } from './connection.ts'

export const ChangeRequestState = z
  .enum(changeRequestStates)
  .meta({ id: 'ChangeRequestState', description: '`closed`: without being merged.' })
export type ChangeRequestState = z.output<typeof ChangeRequestState>

export const ChangeMaker = z.enum(changeMakers).meta({
  id: 'ChangeMaker',
  description: 'Who makes the commit: the hub by an edit of manifests, or Renovate where the operator has it.',
})

const key = z.string().meta({ description: 'What people call it over there.', examples: ['acme/web-shop#12'] })
const source = z
  .string()
  .describe('The branch it is on. The same for the same change.')
  .meta({ examples: ['patchbay/lodash-3f9a2c1b7d04'] })

export const ChangeRequest = z
  .object({
    id: z.string().meta({ examples: ['chg_3'] }),
    remediation: z.object({ id: z.string().meta({ examples: ['rem_8'] }), title: z.string() }),
    connection: ConnectionRef,
    source,
    madeBy: ChangeMaker,
    files: z.array(z.string()).describe('Manifests it changes; empty when Renovate makes it.'),
    standing: z
      .enum(changeRequestStandings)
      .describe(
        '`opening`: the platform has yet to take it. `failed`: it could not be opened. `gone`: the platform shows no such request any more.',
      ),
    key: key.nullable(),
    url: z.string().nullable(),
    state: ChangeRequestState.nullable(),
    obstacle: z
      .enum(changeObstacles)
      .nullable()
      .describe('What keeps it from being merged, where the platform tells. `checks`: not all have passed.'),
    mergeCommit: z.string().nullable(),
    seenAt: Time.nullable().describe('When the platform was last heard of it.'),
    nextAt: Time.nullable().describe('When it is asked again, or opening it is tried again; null for never.'),
    verifiedAt: Time.nullable().describe('When it was told that a scan proved the fix.'),
    problem: Trouble.nullable().describe('What went wrong at the last try, and what to do about it.'),
    log: z.string().nullable().describe('The end of what Renovate said, without secrets.'),
    openedBy: ActorRef,
    createdAt: Time,
  })
  .meta({ id: 'ChangeRequest', description: 'The pull or merge request of a remediation.' })
export type ChangeRequest = z.output<typeof ChangeRequest>

export const ChangePreview = z
  .object({
    repository: z.string().meta({ examples: ['acme/web-shop'] }),
    branch: z.string().describe('The default branch.'),
    commit: z.string().describe('Where it ends; what is shown was read there.'),
    source,
    title: z.string(),
    files: z.array(z.object({ path: z.string(), diff: z.string().describe('A unified diff.') })),
    left: z
      .array(z.object({ path: z.string().nullable(), package: z.string(), reason: z.string() }))
      .describe('What is left to people, and why.'),
    lockFiles: z
      .array(z.object({ path: z.string(), command: z.string().meta({ examples: ['npm install'] }) }))
      .describe('Lock files, which are never changed here, and the command that refreshes each.'),
    overrides: z
      .array(z.object({ path: z.string(), package: z.string() }))
      .describe('Packages that others bring and that an override forces, and where. Only when asked for.'),
    makers: z.array(ChangeMaker).describe('Who could make it.'),
    log: z.string().nullable().describe('What Renovate says it would do, when it is to make the change.'),
    overridable: z.array(z.string()).describe('Packages that could be forced with `overrides`.'),
    request: z
      .object({ key, url: z.string().nullable(), state: ChangeRequestState, mergeCommit: z.string().nullable() })
      .nullable()
      .describe('The one there is already for this change, also one that is merged or closed.'),
  })
  .meta({ id: 'ChangePreview', description: 'What a change request would change. Nothing was pushed.' })
