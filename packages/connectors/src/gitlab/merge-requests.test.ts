import type { NewChangeRequest } from '@patchbay/sdk'
import { openSession } from '@patchbay/sdk/conformance'
import { demoTenant } from '@patchbay/sdk/testing'
import { expect, it } from 'vitest'
import { createGitLabEmulator, type GitLabEmulator } from './emulator.ts'
import { sampleProjects } from './emulator-sample.ts'
import connector from './index.ts'

async function scene() {
  const { promise, resolve } = Promise.withResolvers<GitLabEmulator>()
  const session = await openSession({
    plugin: connector,
    tenant: await demoTenant(),
    startWorld: async ({ clock }) => {
      const emulator = await createGitLabEmulator({ projects: sampleProjects, clock })
      resolve(emulator)
      const config = { token: emulator.credentials.writer, mergeRequests: true, baseUrl: emulator.url }
      return { emulator, ways: [{ name: 'a token', config }], refusals: [], secrets: [], unused: {} }
    },
  })
  const requests = session.opened.changeRequests
  if (requests === undefined) throw new Error('It takes no change requests.')
  const [home] = sampleProjects
  const fullName = home?.path ?? ''
  const repository = { fullName, url: `https://gitlab.com/${fullName}`, nativeId: String(home?.id) }
  const change: NewChangeRequest = {
    repository,
    ...(await requests.head(repository)),
    source: 'patchbay/lodash-0123456789ab',
    title: 'Upgrade lodash',
    text: [],
    files: [{ path: 'package.json', text: '{}' }],
  }
  return { session, requests, change, emulator: await promise }
}

it('is never one of a fork with a branch of the same name', async () => {
  const { session, requests, change, emulator } = await scene()
  await using _ = session
  const forked = [emulator.merges.fork(change.source)]

  const request = await requests.open(change)
  forked.push(emulator.merges.fork(change.source))

  expect(forked).not.toContain(request.id)
  expect(await requests.find(change.repository, change.source)).toEqual(request)
})
