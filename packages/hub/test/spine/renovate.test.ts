import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { describe, expect, it, onTestFinished } from 'vitest'
import { forgeScene, gitHubForge, gitHubHome, later, preview, propose, requestsOf, stateOf } from './forge.ts'
import { describeSpine, type Stage } from './stage.ts'

/** A program that stands in for Renovate. */
async function standIn(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'stand-in-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  const path = join(folder, 'renovate')
  const script = pathToFileURL(join(import.meta.dirname, 'stand-in-renovate.ts')).href
  await writeFile(path, `#!${process.execPath}\nimport(${JSON.stringify(script)})\n`)
  await chmod(path, 0o755)
  return path
}

/** A connection as a GitHub App, whose tokens are made for each run. */
async function scene(stage: Stage, renovate?: string) {
  const forge = await gitHubForge()
  const { appId, privateKey, installationId } = forge.emulator.credentials.app
  const settings = { appId, privateKey, installationId, baseUrl: forge.emulator.url, pullRequests: true }
  return forgeScene({ ...stage, world: (vendors) => stage.world(vendors, { renovate }) }, forge, settings)
}

const pushed = ({ forge }: Awaited<ReturnType<typeof scene>>) =>
  forge.emulator.requests.all.filter(({ method, path }) => method === 'POST' && path.startsWith('/repos/')).length

await describeSpine('Renovate', (stage) => {
  it('is not offered where the operator has none', async () => {
    const at = await scene(stage())

    expect((await preview(at)).makers).toEqual(['patchbay'])
    await expect(preview(at, { by: 'renovate' })).rejects.toMatchObject({ details: { code: 'renovate-off' } })
    await expect(propose(at, { by: 'renovate' })).rejects.toMatchObject({ details: { code: 'renovate-off' } })
  })

  describe('where the operator has one', () => {
    it('says what it would do, then does it when asked, for that package and version alone, and its request is followed', async () => {
      const at = await scene(stage(), await standIn())
      at.forge.emulator.pulls.write(gitHubHome, { 'package.json': '{"dependencies":{"lodash":"^4.17.15","express":"^4.0.0"}}' })

      const shown = await preview(at, { by: 'renovate' })
      expect(shown).toMatchObject({ files: [], makers: ['patchbay', 'renovate'], request: null })
      expect(shown.log).toContain(`DRY-RUN: Would commit files to branch ${shown.source}: lodash ^4.17.15 -> 4.17.21`)
      expect(pushed(at)).toBe(0)

      await propose(at, { by: 'renovate' })
      expect(await requestsOf(at)).toMatchObject([{ standing: 'opening', madeBy: 'renovate', problem: null }])
      await at.world.keepChangeRequests()
      expect(pushed(at), 'left to the job that has time for it').toBe(0)
      await at.world.runRenovations()

      const [pull, ...others] = at.forge.controls.held()
      expect(others).toEqual([])
      expect(pull).toMatchObject({ branch: shown.source, state: 'open', commits: 1 })
      expect(at.forge.emulator.pulls.files(gitHubHome, shown.source)?.['package.json']).toBe(
        '{"dependencies":{"lodash":"^4.17.21","express":"^4.0.0"}}',
      )
      expect(await requestsOf(at)).toMatchObject([
        { standing: 'opened', state: 'open', problem: null, log: expect.stringContaining('PR created') },
      ])
      expect(await stateOf(at)).toBe('in-review')
      at.forge.controls.people.merge(pull?.id ?? '')
      await later(at, 5)
      expect(await stateOf(at)).toBe('awaiting-verification')
    })

    it('gets a token in its environment and little else, and neither log nor answer shows it', async () => {
      const at = await scene(stage(), await standIn())

      const { log } = await preview(at, { by: 'renovate' })

      expect(log).toMatch(/Repository started \S+ with \[redacted\]/)
      expect(log).not.toMatch(/ghs_/)
      const [, names = ''] = /Environment: (.*)/.exec(log ?? '') ?? []
      const allowed =
        /^(PATH|LANG|HOME|TMPDIR|NO_COLOR|NO_PROXY|no_proxy|HTTPS?_PROXY|https?_proxy|NODE_EXTRA_CA_CERTS|RENOVATE_(CONFIG_FILE|TOKEN))$/
      expect(names.split(' ').filter((name) => !allowed.test(name))).toEqual([])
    })

    it('that fails leaves its log and the reason, and is asked again when somebody asks again', async () => {
      const at = await scene(stage(), await standIn())
      const refusal = at.forge.emulator.faults.add({
        ...at.forge.requesting,
        action: { kind: 'status', status: 403 },
        count: 9,
      })
      await propose(at, { by: 'renovate' })
      await at.world.runRenovations()
      expect(await requestsOf(at)).toMatchObject([
        {
          standing: 'failed',
          nextAt: null,
          problem: { message: 'Renovate failed.' },
          log: expect.stringMatching(/FATAL: POST .* answered 403 to \[redacted\]/),
        },
      ])
      refusal.remove()
      at.forge.emulator.pulls.write(gitHubHome, { 'package.json': '{"dependencies":{"express":"^4.0.0"}}' })

      await propose(at, { by: 'renovate' })
      await at.world.runRenovations()

      expect(await requestsOf(at)).toMatchObject([{ standing: 'failed', problem: { message: 'Renovate opened no request.' } }])
    })
  })
})
