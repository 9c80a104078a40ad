import { z } from 'zod'

const example = 'https://hooks.slack.com/services/T0AAAAAAA/B0AAAAAAA/abcdefghijklmnop'

export const config = z.object({
  webhookUrl: z
    .string({ error: 'Enter the webhook URL of the channel.' })
    .trim()
    .superRefine((text, context) => {
      const message = complaint(URL.parse(text))
      if (message !== undefined) context.addIssue({ code: 'custom', message })
    })
    .meta({
      title: 'Webhook URL',
      description: 'From Incoming Webhooks of your Slack app. Each belongs to one channel.',
      examples: [example],
      secret: true,
    }),
})

export type Config = z.output<typeof config>

/** Never repeats the address, which is the secret. Its host is left open for GovSlack and proxies on the way to Slack. */
function complaint(address: URL | null): string | undefined {
  if (address === null || !/^https?:$/.test(address.protocol) || address.username !== '' || address.password !== '') {
    return 'Enter the webhook URL as Slack shows it: https://hooks.slack.com/services/ and three parts.'
  }
  if (address.pathname.startsWith('/triggers/') || address.pathname.startsWith('/workflows/')) {
    return 'This is the address of a workflow. Create an incoming webhook instead; it starts with https://hooks.slack.com/services/.'
  }
  if (/^\/services\/\w+\/\w+\/\w+$/.test(address.pathname) && address.search === '' && address.hash === '') return undefined
  return 'Enter the whole webhook URL: after /services/ it has three parts.'
}
