import type { ConformanceWorld, WorldOptions } from '@patchbay/sdk/testing'
import { createDefectDojoEmulator, type DefectDojoEmulator } from './emulator.ts'

export default async function startConformanceWorld({ clock }: WorldOptions): Promise<ConformanceWorld> {
  const emulator = await createDefectDojoEmulator({ clock })
  const { users, expiredToken, url } = emulator
  const unknown = 'd4'.repeat(20)

  return {
    emulator,
    ways: [{ name: 'an API v2 key', config: { baseUrl: url, token: users.admin.token }, exports: destination(emulator) }],
    refusals: [
      { because: 'bad-credentials', what: 'a key of nobody', config: { baseUrl: url, token: unknown }, field: 'token' },
      { because: 'expired', what: 'an expired key', config: { baseUrl: url, token: expiredToken }, field: 'token' },
      {
        because: 'wrong-place',
        what: 'an address without DefectDojo',
        config: { baseUrl: `${url}/elsewhere`, token: users.admin.token },
        field: 'baseUrl',
      },
    ],
    secrets: [users.admin.token, users.guest.token, expiredToken, unknown],
    unused: {
      'GET /api/v2/findings/': 'nothing is read back: the answer to an import has its statistics',
      'DELETE /api/v2/tests/{id}/': 'people delete tests, Patchbay empties them',
    },
  }
}

function destination({ findings }: DefectDojoEmulator): NonNullable<ConformanceWorld['ways'][0]['exports']> {
  return {
    repository: { fullName: 'acme/web-shop', url: 'https://github.com/acme/web-shop', nativeId: '101' },
    sending: [
      { endpoint: 'GET /api/v2/test_imports/' },
      { endpoint: 'GET /api/v2/products/' },
      { endpoint: 'POST /api/v2/reimport-scan/' },
    ],
    following: [],
    unfit: (finding) => ({ ...finding, location: { path: 'x/'.repeat(2001) } }),
    open: () => findings().flatMap(({ active, item }) => (active ? [item.uniqueId ?? ''] : [])),
  }
}
