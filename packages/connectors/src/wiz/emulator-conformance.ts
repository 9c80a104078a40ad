import type { ConformanceWorld, WorldOptions } from '@patchbay/sdk/testing'
import { createWizEmulator, type WizEmulator } from './emulator.ts'

export default async function startConformanceWorld({ tenant, clock }: WorldOptions): Promise<ConformanceWorld> {
  // As many uploads a day as the kit likes: the limit has tests of its own.
  const emulator = await createWizEmulator({ tenant, clock, behaviour: { uploadsPerDay: null } })
  const { accounts, apiUrl, authUrl } = emulator
  const settings = ({ clientId, clientSecret }: { readonly clientId: string; readonly clientSecret: string }) => ({
    apiEndpointUrl: apiUrl,
    authUrl,
    clientId,
    clientSecret,
  })
  const unknown = { clientId: accounts.exporter.clientId, clientSecret: 'secret-nobody-ever-had-00000000000001' }

  return {
    emulator,
    ways: [{ name: 'a service account', config: settings(accounts.exporter), exports: destination(emulator) }],
    refusals: [
      { because: 'bad-credentials', what: 'a secret of nobody', config: settings(unknown), field: 'clientSecret' },
      {
        because: 'under-privileged',
        what: 'an account that may not upload',
        config: settings(accounts.watcher),
        field: 'clientId',
      },
      {
        because: 'under-privileged',
        what: 'an account that may not follow uploads',
        config: settings(accounts.uploader),
        field: 'clientId',
      },
      {
        because: 'under-privileged',
        what: 'an account for something else',
        config: settings(accounts.stranger),
        field: 'clientId',
      },
      {
        because: 'wrong-place',
        what: 'an address without the API',
        config: { ...settings(accounts.exporter), apiEndpointUrl: `${emulator.url}/elsewhere/graphql` },
        field: 'apiEndpointUrl',
      },
      {
        because: 'wrong-place',
        what: 'an address without a token service',
        config: { ...settings(accounts.exporter), authUrl: `${emulator.url}/elsewhere/token` },
        field: 'authUrl',
      },
    ],
    secrets: [...Object.values(accounts).map(({ clientSecret }) => clientSecret), unknown.clientSecret],
    unused: {},
  }
}

function destination({ findings }: WizEmulator): NonNullable<ConformanceWorld['ways'][0]['exports']> {
  return {
    repository: { fullName: 'acme/web-shop', url: 'https://github.com/acme/web-shop', nativeId: '101' },
    stranger: { fullName: 'acme/nobody-connected', url: 'https://github.com/acme/nobody-connected', nativeId: null },
    sending: [
      { endpoint: 'POST /graphql', marked: 'RequestSecurityScanUpload' },
      { endpoint: 'PUT /file-upload/{folder}/{key}', bare: true },
    ],
    following: [{ endpoint: 'POST /graphql', marked: 'query SystemActivity' }],
    // A weakness the schema's pattern does not take.
    unfit: (finding) => ({ ...finding, location: null, cwes: ['not a weakness'], image: 'registry.example/shop' }),
    open: () => findings().flatMap(({ status, id }) => (status === 'OPEN' ? [id] : [])),
  }
}
