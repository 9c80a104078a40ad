import { z } from 'zod'

const example = 'https://hooks.example.com/patchbay'

/** The whole address, which often carries a key of its own: so it is kept like one. */
const url = z
  .string({ error: 'Enter the address messages go to.' })
  .trim()
  .superRefine((text, context) => {
    const message = complaint(URL.parse(text))
    if (message !== undefined) context.addIssue({ code: 'custom', message })
  })
  .meta({
    title: 'Address',
    description: 'Where messages go, with path and query. It is kept like a secret, as such addresses often hold a key.',
    examples: [example],
    secret: true,
  })

export const config = z.object({
  url,
  secret: z
    .string()
    .trim()
    .regex(/^whsec_[A-Za-z0-9+/]{32,88}={0,2}$/, {
      error: 'Enter whsec_ followed by 24 to 64 random bytes in base64, such as those of "openssl rand -base64 32".',
    })
    .optional()
    .meta({
      title: 'Signing secret',
      description: 'Starts with whsec_. Without it the receiver cannot tell whether a message is from Patchbay.',
      secret: true,
    }),
})

export type Config = z.output<typeof config>

/** Never repeats the address. */
function complaint(address: URL | null): string | undefined {
  if (address === null || !/^https?:$/.test(address.protocol)) return `Enter a web address, like ${example}.`
  if (address.username !== '' || address.password !== '') return 'Leave user name and password out of the address.'
  return address.hash === '' ? undefined : 'Leave out what follows "#" in the address.'
}
