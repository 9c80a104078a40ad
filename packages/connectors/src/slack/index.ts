import { defineConnector } from '@patchbay/sdk'
import { check } from './check.ts'
import { config } from './config.ts'
import { notify } from './notify.ts'
import { transport } from './transport.ts'

export default defineConnector({
  manifest: {
    id: 'slack',
    name: 'Slack',
    category: 'chat',
    stage: 'stable',
    summary: 'Messages for operators in a Slack channel, through an incoming webhook.',
    brings: [
      'A message when something needs a person: a connection that stopped working, missing or stale records, a held snapshot',
      'New critical vulnerabilities and missed deadlines, one message for a product',
      'A digest at the time you say: new, fixed, overdue, what to do next',
      'What happened, what to do about it and links that lead there',
    ],
    leavesOut: [
      'Findings themselves',
      'Answers: Patchbay reads nothing in Slack and takes no commands from it',
      'Several channels: each channel has a webhook, and so a connection, of its own',
    ],
    steps: [
      'In Slack, open api.slack.com/apps and create an app from scratch in your workspace.',
      'Open Incoming Webhooks, switch them on, choose Add New Webhook and pick the channel.',
      'Copy the webhook URL and enter it here. Whoever has it can post to the channel, so it is kept like a secret.',
    ],
    documentation: 'https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks',
    mark: { letters: 'SL', color: '#4A154B' },
    families: [],
  },
  config,
  transport,
  check,
  notify,
})
