import { Fault } from '@patchbay/sdk'
import { retell } from '@patchbay/sdk/shape'

const field = 'webhookUrl'

/** The same failure in terms of the one setting there is. */
export function explain(error: unknown): unknown {
  if (!(error instanceof Fault)) return error
  const { kind } = error
  switch (kind) {
    case 'credentials':
      return retell(error, kind, 'Slack does not know this webhook: it was removed, or mistyped.', {
        field,
        remedy: 'Create a webhook for the channel under Incoming Webhooks of your Slack app, and enter its URL.',
      })
    case 'missing':
      return retell(error, kind, 'The channel of this webhook is archived or gone.', {
        field,
        remedy: 'Unarchive the channel, or create a webhook for another one and enter its URL.',
      })
    case 'permission':
      return retell(error, kind, 'Slack does not let this webhook post: an admin of the workspace has restricted it.', {
        field,
        remedy: 'Ask an admin of the workspace to allow the app to post, or create a webhook for another channel.',
      })
    case 'unreachable':
      return retell(error, kind, error.message, { field, remedy: 'Check that this server may open connections to Slack.' })
    default:
      return error
  }
}
