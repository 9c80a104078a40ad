import { z } from 'zod'
import { withoutEnd } from './without-end.ts'

interface Address {
  readonly title: string
  readonly description: string
  readonly examples: readonly string[]
  /** Says what is wrong with an address that is well formed but a known mistake, such as the web app instead of the API. */
  readonly mistake?: (url: URL) => string | undefined
}

interface AddressSetting extends Address {
  /** Used when the setting is left out. */
  readonly otherwise: string
}

interface NeededAddress extends Address {
  /** Said when the setting is left out. */
  readonly missing: string
}

/**
 * The setting for a vendor's base address: `https://host[:port][/prefix]`, without credentials, query or fragment; trailing
 * slashes go. Plain `http` passes here, for servers on a private network: whether it may be spoken to is the hub's allow-list's
 * decision.
 */
export function addressSetting({ otherwise, ...setting }: AddressSetting): z.ZodType<string, string | undefined> {
  return address(setting, otherwise).default(otherwise).meta(about(setting))
}

/** The same for a vendor every customer runs at an address of their own. */
export function neededAddress({ missing, ...setting }: NeededAddress): z.ZodType<string, string> {
  return address(setting, 'https://host.example', missing).meta(about(setting))
}

function address({ examples, mistake }: Address, example: string, missing?: string) {
  return z
    .string(missing === undefined ? undefined : { error: missing })
    .trim()
    .overwrite((text) => withoutEnd(text, '/'))
    .superRefine((text, context) => {
      const message = complaint(text, examples[0] ?? example, mistake)
      if (message !== undefined) context.addIssue({ code: 'custom', message })
    })
}

function about({ title, description, examples }: Address) {
  return { title, description, examples: [...examples] }
}

function complaint(text: string, example: string, mistake: Address['mistake']): string | undefined {
  const url = URL.parse(text)
  if (url === null || (url.protocol !== 'https:' && url.protocol !== 'http:')) {
    return `"${text.slice(0, 100)}" is not a web address. Write it like ${example}.`
  }
  if (url.username !== '' || url.password !== '')
    return 'Leave user name and password out of the address; credentials have their own fields.'
  if (/[?#]/.test(text)) return `Leave out what follows "?" or "#". Write the address like ${example}.`
  return mistake?.(url)
}
