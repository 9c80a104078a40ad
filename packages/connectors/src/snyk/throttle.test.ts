import { collect, createClock, demoTenant, openOver } from '@patchbay/sdk/testing'
import { providedClient } from '@patchbay/sdk/testing/client'
import { expect, it } from 'vitest'
import { createSnykEmulator } from './emulator.ts'
import connector from './index.ts'

it('keeps silent for the minute a throttled key has to, instead of starting it anew by asking', async () => {
  const clock = createClock('2026-11-28T12:00:00Z')
  await using emulator = await createSnykEmulator({ tenant: await demoTenant(), clock })
  const token = emulator.credentials.group
  emulator.leave(token, 0)
  const slept: number[] = []
  const client = await providedClient()({
    clock: {
      now: () => clock.now().getTime(),
      sleep: async (milliseconds) => {
        slept.push(milliseconds)
        clock.advance(milliseconds)
      },
      // The shortest waits there are.
      random: () => 0,
    },
    secrets: [token],
    signal: new AbortController().signal,
    log: { info: () => {}, warn: () => {} },
    onRequest: () => {},
  })

  try {
    const { opened } = openOver(connector, { token, baseUrl: emulator.url }, client.connect)
    expect((await collect(opened.discover?.())).coverage).toEqual({ kind: 'complete' })
  } finally {
    await client.close()
  }
  expect(Math.max(...slept)).toBeGreaterThanOrEqual(60_000)
})
