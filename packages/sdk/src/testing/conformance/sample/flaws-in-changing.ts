import type { ChangeRequests } from '../../../connector.ts'
import { Fault } from '../../../fault.ts'
import { changeRequests } from './change-requests.ts'
import type { Config } from './connector.ts'
import { broken, type Flaw, isFaultOf } from './flaw.ts'

type Sample = ChangeRequests<Config>

const changing = (changes: Partial<Sample>) => broken({ changeRequests: { ...changeRequests, ...changes } })

let counter = 0

/** What goes wrong with change requests. */
export const flawsInChanging: readonly Flaw[] = [
  {
    name: 'reads what is at the end of the branch by now',
    caught: 'lists and reads the files of a commit, whatever is pushed meanwhile',
    plugin: changing({
      read: async (context, place, path) => {
        const { commit } = await changeRequests.head(context, place.repository)
        return changeRequests.read(context, { ...place, commit }, path)
      },
    }),
  },
  {
    name: 'leaves files out of its commit',
    caught: 'proposes one commit on a branch of its own, however hostile its words, and leaves the default branch alone',
    plugin: changing({
      open: (context, request) => changeRequests.open(context, { ...request, files: request.files.slice(0, 1) }),
    }),
  },
  {
    name: 'names every branch anew',
    caught: 'finds branch and request instead of making second ones, also when an answer was lost',
    plugin: changing({
      open: (context, request) => {
        counter += 1
        return changeRequests.open(context, { ...request, source: `${request.source}-${counter}` })
      },
    }),
  },
  {
    name: 'takes every branch of that name for its own',
    caught: 'takes over a branch that was left without a commit, and refuses one that holds something else',
    plugin: changing({
      open: async (context, request) => {
        try {
          return await changeRequests.open(context, request)
        } catch (error) {
          if (!isFaultOf('config')(error)) throw error
          return { id: '9', key: '#9', url: null, state: 'open', obstacle: null, mergeCommit: null }
        }
      },
    }),
  },
  {
    name: 'takes what is merged for closed',
    caught: 'tells what became of a request, and opens no second one for its branch',
    plugin: changing({
      status: async (context, id) => {
        const request = await changeRequests.status(context, id)
        return request.state === 'merged' ? { ...request, state: 'closed' } : request
      },
    }),
  },
  {
    name: 'comments without looking',
    caught: 'comments on a request once under one marker, also when the answer to the first try was lost',
    plugin: changing({
      comment: async ({ config, http }, id, { marker, text }) => {
        await http.post({ path: `/teams/${config.team}/requests/${id}/comments`, json: { marker, text: JSON.stringify(text) } })
      },
    }),
  },
  {
    name: 'goes by the name alone',
    caught: 'writes to no other repository than the one that is meant',
    plugin: changing({
      open: (context, request) =>
        changeRequests.open(context, { ...request, repository: { ...request.repository, nativeId: 'r1' } }),
    }),
  },
  {
    name: 'names no setting',
    caught: 'raises what is not tried again when the platform turns it away, naming the setting',
    plugin: changing({
      open: (context, request) =>
        changeRequests.open(context, request).catch((error: unknown) => {
          throw isFaultOf('permission')(error) ? new Fault('permission', 'It was refused.') : error
        }),
    }),
  },
  {
    name: 'hides that it was stopped',
    caught: 'writes nothing to the platform once it is told to stop',
    plugin: changing({
      open: (context, request) =>
        changeRequests
          .open(context, request)
          .catch(() => ({ id: '1', key: '#1', url: null, state: 'open', obstacle: null, mergeCommit: null })),
    }),
  },
  {
    name: 'signs its requests with its key',
    caught: 'lets no secret into change requests or faults',
    plugin: changing({
      open: (context, request) =>
        changeRequests.open(context, { ...request, title: `${request.title} (${context.config.key})` }),
    }),
  },
]
