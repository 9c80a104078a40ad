import type { Message } from '../../model/message.ts'

/** A message like those the hub sends. */
export const plainMessage: Message = {
  id: 'msg_6b1f2c0e-2a37-4b52-9f5a-0d6f5c1e7a11',
  type: 'connection.needs-attention',
  at: '2026-11-28T12:00:00.000Z',
  urgency: 'critical',
  title: 'Scanner production needs attention',
  text: 'The vendor did not accept the token.',
  url: 'https://hub.example/connections/con_1a',
  facts: [
    { label: 'Connection', value: 'Scanner production' },
    { label: 'What to do', value: 'Create a new token and enter it.' },
  ],
  data: { connection: { id: 'con_1a', label: 'Scanner production' }, problem: { kind: 'credentials' } },
}

const mention = '<!channel> <@U012AB3CD> *bold* `code` [link](https://evil.example) & "quotes" \u202e'

/** A message whose words come from a repository somebody hostile owns. */
export const hostileMessage: Message = {
  ...plainMessage,
  id: 'msg_f3a7d5c4-93b5-4a0c-8a3f-6f0f6f1f2e22',
  urgency: 'information',
  title: `${mention} ${'title '.repeat(200)}`,
  text: `${mention}\n${'<&> '.repeat(5000)}\u{1f600}`,
  url: null,
  facts: Array.from({ length: 60 }, (_, index) => ({
    label: `${mention} ${index} ${'label '.repeat(100)}`,
    value: index === 0 ? '' : `${'value & '.repeat(1000)}${mention}`,
  })),
  data: { nested: [{ list: ['<script>', null, 1.5] }] },
}
