import type { ConformanceWorld, WorldOptions } from '@patchbay/sdk/testing'
import { createWebhookEmulator } from './emulator.ts'

export default async function startConformanceWorld({ clock }: WorldOptions): Promise<ConformanceWorld> {
  const emulator = await createWebhookEmulator({ clock })
  const { addresses, secret } = emulator
  const other = `whsec_${Buffer.from('a secret the receiver never knew').toString('base64')}`

  return {
    emulator,
    ways: [
      {
        name: 'a signing secret',
        config: { url: addresses.signed, secret },
        notify: { endpoint: 'POST /hooks/signed', idHeader: 'webhook-id' },
      },
      {
        name: 'an address alone',
        config: { url: addresses.unsigned },
        notify: { endpoint: 'POST /hooks/unsigned', idHeader: 'webhook-id' },
      },
    ],
    refusals: [
      {
        because: 'bad-credentials',
        what: 'a secret the receiver does not know',
        config: { url: addresses.signed, secret: other },
        field: 'secret',
      },
      { because: 'bad-credentials', what: 'no secret', config: { url: addresses.signed }, field: 'secret' },
      {
        because: 'wrong-place',
        what: 'a receiver that wants no more',
        config: { url: addresses.gone, secret },
        field: 'url',
        kind: 'missing',
      },
    ],
    secrets: [secret, other, ...Object.values(addresses)],
    unused: { 'POST /hooks/gone': 'it only refuses' },
    answersAreBare: true,
  }
}
