import { z } from 'zod'

interface AddressSetting {
  readonly title: string
  readonly description: string
  readonly examples: readonly string[]
  /** Used when the setting is left out. */
  readonly otherwise: string
  /** Says what is wrong with an address that is well formed but a known mistake, such as the web app instead of the API. */
  readonly mistake?: (url: URL) => string | undefined
}

/**
 * The setting for a vendor's base address: `https://host[:port][/prefix]`, without credentials, query or fragment; trailing
 * slashes go. Plain `http` passes here, for servers on a private network: whether it may be spoken to is the hub's allow-list's
 * decision.
 */
export function addressSetting({
  title,
  description,
  examples,
  otherwise,
  mistake,
}: AddressSetting): z.ZodType<string, string | undefined> {
  return z
    .string()
    .trim()
    .overwrite((text) => text.replace(/\/+$/, ''))
    .superRefine((text, context) => {
      const message = complaint(text, examples[0] ?? otherwise, mistake)
      if (message !== undefined) context.addIssue({ code: 'custom', message })
    })
    .default(otherwise)
    .meta({ title, description, examples: [...examples] })
}

function complaint(text: string, example: string, mistake: AddressSetting['mistake']): string | undefined {
  const url = URL.parse(text)
  if (url === null || (url.protocol !== 'https:' && url.protocol !== 'http:')) {
    return `"${text.slice(0, 100)}" is not a web address. Write it like ${example}.`
  }
  if (url.username !== '' || url.password !== '')
    return 'Leave user name and password out of the address; credentials have their own fields.'
  if (/[?#]/.test(text)) return `Leave out what follows "?" or "#". Write the address like ${example}.`
  return mistake?.(url)
}
