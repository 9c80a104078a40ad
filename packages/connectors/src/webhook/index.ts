import { defineConnector } from '@patchbay/sdk'
import { check } from './check.ts'
import { config } from './config.ts'
import { notify } from './notify.ts'
import { transport } from './transport.ts'

export default defineConnector({
  manifest: {
    id: 'webhook',
    name: 'Webhook',
    category: 'chat',
    stage: 'stable',
    summary:
      'Messages for operators and changes of vulnerabilities as JSON to an address of your own, signed as Standard Webhooks describes.',
    brings: [
      'A message when something needs a person: a connection that stopped working, missing or stale records, a held snapshot',
      'Changes of single vulnerabilities for machines, many to a message, in order and without gaps',
      'New critical vulnerabilities, missed deadlines and a digest',
      'Each message as one POST of JSON, for people and for machines',
      'A signature any Standard Webhooks library verifies, and an id that stays the same when a message is sent again',
    ],
    leavesOut: ['Findings themselves', 'Answers of the receiver, beyond whether it accepted the message'],
    steps: [
      'Give the receiver an address that takes a POST over https and answers 2xx.',
      'Make a signing secret: run “openssl rand -base64 32”, and put whsec_ in front of what it prints.',
      'Give the receiver the secret, so that it can verify the signature with a Standard Webhooks library.',
      'Enter address and secret here. The check sends a message of the type ping.',
    ],
    documentation: 'https://www.standardwebhooks.com',
    mark: { letters: 'WH', color: '#4F5B93' },
    families: [],
  },
  config,
  transport,
  check,
  notify,
})
