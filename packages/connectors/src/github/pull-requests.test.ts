import type { NewChangeRequest } from '@patchbay/sdk'
import { openSession, type Session } from '@patchbay/sdk/conformance'
import { demoTenant } from '@patchbay/sdk/testing'
import { describe, expect, it } from 'vitest'
import { createGitHubEmulator, type GitHubCredentials, type GitHubEmulator, pullHome, secondaryLimit } from './emulator.ts'
import connector from './index.ts'

interface Scene {
  readonly session: Session
  readonly emulator: GitHubEmulator
}

/** A session with one of the emulator's tokens. */
async function scene(token: (credentials: GitHubCredentials) => string = ({ classic }) => classic): Promise<Scene> {
  const { promise, resolve } = Promise.withResolvers<GitHubEmulator>()
  const session = await openSession({
    plugin: connector,
    tenant: await demoTenant(),
    startWorld: async (options) => {
      const emulator = await createGitHubEmulator(options)
      resolve(emulator)
      const config = { token: token(emulator.credentials), pullRequests: true, baseUrl: emulator.url }
      return { emulator, ways: [{ name: 'a token', config }], refusals: [], secrets: [], unused: {} }
    },
  })
  return { session, emulator: await promise }
}

async function changeOf({ session }: Scene): Promise<NewChangeRequest> {
  const tenant = await demoTenant()
  const nativeId = String(tenant.repositories.find(({ fullName }) => fullName === pullHome)?.id)
  const repository = { fullName: pullHome, url: `https://github.com/${pullHome}`, nativeId }
  const head = await session.opened.changeRequests?.head(repository)
  return {
    repository,
    branch: head?.branch ?? '',
    commit: head?.commit ?? '',
    source: 'patchbay/lodash-0123456789ab',
    title: 'Upgrade lodash',
    text: [],
    files: [{ path: 'package.json', text: '{}' }],
  }
}

const open = async (at: Scene, change: NewChangeRequest) => at.session.opened.changeRequests?.open(change)

describe('a pull request', () => {
  it('can be made by Renovate, which is sent to the same API with a slash at the end', async () => {
    const { session, emulator } = await scene()
    await using _ = session

    expect(session.opened.changeRequests?.renovate?.()).toEqual({ platform: 'github', endpoint: `${emulator.url}/` })
  })

  it('says what is in the way of its merge, as long as it is open', async () => {
    const at = await scene()
    await using _ = at.session
    const request = await open(at, await changeOf(at))
    const id = request?.id ?? ''
    const obstacle = async () => (await at.session.opened.changeRequests?.status(id))?.obstacle

    const found = [await obstacle()]
    for (const one of ['conflict', 'checks'] as const) {
      at.emulator.pulls.hinder(id, one)
      found.push(await obstacle())
    }
    at.emulator.pulls.people.close(id)
    found.push(await obstacle())

    expect(found).toEqual([null, 'conflict', 'checks', null])
  })

  it('is found although people pushed to its branch, and is opened from there when it was lost', async () => {
    const at = await scene()
    await using _ = at.session
    const change = await changeOf(at)
    at.emulator.faults.add({ method: 'POST', path: '/repos/{owner}/{repo}/pulls', action: { kind: 'reset', when: 'before' } })
    await expect(open(at, change)).rejects.toMatchObject({ name: 'Fault' })
    at.emulator.pulls.people.push(change.source, 'package-lock.json', '{}')

    const request = await open(at, change)

    expect(at.emulator.pulls.held()).toMatchObject([{ id: request?.id, commits: 2 }])
    expect(at.emulator.pulls.files(pullHome, change.source)).toMatchObject({ 'package.json': '{}', 'package-lock.json': '{}' })
  })

  it('is never one of a fork with a branch of the same name, even in the same organization', async () => {
    const at = await scene()
    await using _ = at.session
    const change = await changeOf(at)
    const forked = [
      at.emulator.pulls.fork('acme/identity-fork', change.source),
      at.emulator.pulls.fork('mallory/identity', change.source),
    ]

    const request = await open(at, change)
    forked.push(at.emulator.pulls.fork('acme/identity-fork', change.source))

    expect(forked).not.toContain(request?.id)
    expect(await at.session.opened.changeRequests?.find(change.repository, change.source)).toEqual(request)
  })

  it('waits a minute and longer where a secondary rate limit does not say how long it lasts', async () => {
    const at = await scene()
    await using _ = at.session
    const change = await changeOf(at)
    const action = secondaryLimit(null)
    at.emulator.faults.add({ method: 'POST', path: '/repos/{owner}/{repo}/git/refs', action })

    expect(await open(at, change)).toMatchObject({ state: 'open' })
    expect(at.session.slept.some((milliseconds) => milliseconds >= 60_000)).toBe(true)
  })

  it('waits out a secondary rate limit', async () => {
    const at = await scene()
    await using _ = at.session
    const change = await changeOf(at)
    at.emulator.faults.add({ method: 'POST', path: '/repos/{owner}/{repo}/git/refs', action: secondaryLimit(60) })

    expect(await open(at, change)).toMatchObject({ state: 'open' })
    expect(at.session.slept.some((milliseconds) => milliseconds >= 60_000)).toBe(true)
  })

  it.each([
    ['a rule of the repository', (emulator: GitHubEmulator) => emulator.pulls.forbid('patchbay/'), 'config', 'rule'],
    ['an archived repository', (emulator: GitHubEmulator) => emulator.controls.archive(pullHome), 'permission', 'Unarchive'],
  ] as const)('is refused by %s, in words', async (_name, arrange, kind, remedy) => {
    const at = await scene()
    await using _ = at.session
    const change = await changeOf(at)
    arrange(at.emulator)

    await expect(open(at, change)).rejects.toMatchObject({ kind, details: { remedy: expect.stringContaining(remedy) } })
    expect(at.emulator.pulls.held()).toEqual([])
  })

  it('names the permission that is missing, to read and to push', async () => {
    const blind = await scene(({ metadataOnly }) => metadataOnly)
    await using _ = blind.session
    const reader = await scene(({ fineGrained }) => fineGrained)
    await using __ = reader.session

    await expect(changeOf(blind)).rejects.toMatchObject({ details: { remedy: expect.stringContaining('“Contents: read”') } })
    await expect(open(reader, await changeOf(reader))).rejects.toMatchObject({
      details: { remedy: expect.stringContaining('“Contents: read and write”') },
    })
  })
})
