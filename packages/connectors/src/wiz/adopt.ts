import type { Adopted } from '@patchbay/sdk'
import { z } from 'zod'

// An Exporter resource of Endor Labs' API, as people have it in a file (docs.endorlabs.com, "Export to Wiz"). Secrets may be masked.
const text = z.string().nullish()
const exporter = z.object({
  meta: z.object({ name: z.string().min(1) }),
  propagate: z.boolean().nullish(),
  spec: z.object({
    exporter_type: z.literal('EXPORTER_TYPE_WIZ'),
    wiz_config: z.object({
      api_endpoint_url: text,
      oauth_client_credentials: z.object({ auth_endpoint_url: text, client_id: text, client_secret: text }).nullish(),
    }),
  }),
})

/** Reads such a resource unchanged; `undefined` when it is none. */
export function adopt(foreign: unknown): Adopted | undefined {
  const parsed = exporter.safeParse(foreign)
  if (!parsed.success) return undefined
  const { meta, propagate, spec } = parsed.data
  const { api_endpoint_url, oauth_client_credentials } = spec.wiz_config
  const settings = {
    apiEndpointUrl: api_endpoint_url,
    authUrl: oauth_client_credentials?.auth_endpoint_url,
    clientId: oauth_client_credentials?.client_id,
    clientSecret: oauth_client_credentials?.client_secret,
  }
  const config = Object.fromEntries(Object.entries(settings).filter(([, value]) => isThere(value)))
  return { label: meta.name, config, propagate: propagate ?? false }
}

/** Reading a resource back gives its secrets masked. */
function isThere(value: string | null | undefined): boolean {
  return value !== null && value !== undefined && value !== '' && !/^[*•x.]+$/i.test(value) && !/redacted/i.test(value)
}
