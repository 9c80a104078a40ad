import { createClient } from '@patchbay/client'
import { expect, vi } from 'vitest'
import { type RunningHub, startHub } from './hub.ts'
import { startVendors } from './vendors.ts'

export const owner = { email: 'mira@example.com', password: 'correct horse battery' } as const
const token = 'browser_test_token_0123456789'

/** A hub that has an owner, both vendors connected, and everything imported. */
export async function startCompany() {
  const closing = new AsyncDisposableStack()
  const vendors = closing.use(await startVendors())
  const hub: RunningHub = closing.use(
    await startHub({
      PATCHBAY_ADMIN_EMAIL: owner.email,
      PATCHBAY_ADMIN_PASSWORD: owner.password,
      PATCHBAY_BOOTSTRAP_TOKEN: token,
    }),
  )
  const client = createClient({ baseUrl: hub.url, token })
  const { sourceControl, scanner } = vendors
  await connect(sourceControl.connector, sourceControl.name, { token: sourceControl.token, baseUrl: sourceControl.address })
  await settled()
  await connect(scanner.connector, scanner.name, {
    namespace: scanner.namespace,
    apiKey: scanner.key,
    apiSecret: scanner.secret,
    baseUrl: scanner.address,
  })
  await settled()

  async function connect(connector: string, label: string, config: Record<string, unknown>): Promise<void> {
    const { error } = await client.POST('/api/v1/connections', { body: { connector, label, config } })
    if (error !== undefined) throw new Error(`${label} could not be connected: ${error.detail}`)
  }

  /** Until nothing waits or runs any more. */
  async function settled(): Promise<void> {
    await vi.waitFor(
      async () => {
        const { data } = await client.GET('/api/v1/operations', { params: { query: { state: ['queued', 'running'] } } })
        expect(data?.items).toEqual([])
      },
      { timeout: 50_000, interval: 100 },
    )
  }

  return { url: hub.url, client, vendors, settled, [Symbol.asyncDispose]: () => closing.disposeAsync() }
}

export type Company = Awaited<ReturnType<typeof startCompany>>
