import github from '@patchbay/connectors/github'
import { createGitHubEmulator, type GitHubEmulator } from '@patchbay/connectors/github/emulator'
import { demoTenant } from '@patchbay/sdk/testing'
import { describe, expect, it, onTestFinished } from 'vitest'
import { remediations } from './fixing.ts'
import { npm, paged, sighting } from './sighting.ts'
import { connect, describeSpine, type Stage } from './stage.ts'
import { createVendor, product } from './vendor.ts'
import { tester, type World } from './world.ts'

/** A scanner that proposes to upgrade what a repository of the emulated GitHub declares. */
interface Scene {
  readonly world: World
  readonly emulator: GitHubEmulator
  readonly connectionId: number
  readonly remediationId: number
}

const home = 'acme/identity'

async function scene(stage: Stage, settings: Readonly<Record<string, unknown>> = { pullRequests: true }): Promise<Scene> {
  const vendor = createVendor('alpha')
  vendor.products = [product('web', { address: `https://github.com/${home}` })]
  const lodash = sighting('web', 'L1', {
    identifiers: ['CVE-2021-23337'],
    package: { ...npm('lodash', '4.17.15'), fixedVersion: '4.17.21' },
  })
  vendor.findings.set('web', { pages: paged([lodash], 5) })
  const world = await stage.world([vendor, github])
  const emulator = await createGitHubEmulator({ tenant: await demoTenant() })
  onTestFinished(() => emulator.close())
  const config = { token: emulator.credentials.classic, baseUrl: emulator.url, ...settings }
  const { connectionId } = await world.commands.connections.create({ connector: 'github', label: 'GitHub', config }, tester)
  await world.settle()
  await connect(world, vendor)
  await world.settle()
  await world.propose()
  const [remediation] = await remediations(world)
  return { world, emulator, connectionId, remediationId: remediation?.id ?? 0 }
}

const preview = ({ world, remediationId, connectionId }: Scene) =>
  world.commands.changeRequests.preview(remediationId, connectionId)
const propose = ({ world, remediationId, connectionId }: Scene, commit?: string) =>
  world.commands.changeRequests.open(remediationId, { connectionId, ...(commit !== undefined && { commit }) }, tester)
const stateOf = async ({ world }: Scene) => (await remediations(world))[0]?.state
const writes = ({ emulator }: Scene) => emulator.requests.all.filter(({ method }) => method !== 'GET').length

await describeSpine('change requests', (stage) => {
  describe('a change', () => {
    it('is shown as a diff of every manifest with the lock files to refresh, and nothing is pushed', async () => {
      const at = await scene(stage())

      const shown = await preview(at)

      expect(shown).toMatchObject({
        repository: home,
        source: expect.stringMatching(/^patchbay\/lodash-[0-9a-f]{12}$/),
        left: [],
      })
      expect(shown.files.map(({ path }) => path)).toEqual(['package.json', 'packages/cart/package.json'])
      expect(shown.files[0]?.diff).toBe(
        [
          '===================================================================',
          '--- a/package.json',
          '+++ b/package.json',
          '@@ -1,6 +1,6 @@',
          ' {',
          '   "name": "shop",',
          '   "dependencies": {',
          '-    "lodash": "^4.17.15"',
          '+    "lodash": "^4.17.21"',
          '   }',
          ' }',
          '',
        ].join('\n'),
      )
      expect(shown.lockFiles).toEqual([{ path: 'package-lock.json', command: 'npm install' }])
      expect(writes(at)).toBe(0)
      expect(await stateOf(at)).toBe('proposed')
    })

    it('is proposed once, says what it closes, and moves the work on when it is merged', async () => {
      const at = await scene(stage())
      at.emulator.faults.add({ method: 'POST', path: '/repos/{owner}/{repo}/pulls', action: { kind: 'reset', when: 'after' } })
      await expect(propose(at)).rejects.toMatchObject({ kind: 'upstream' })

      const request = await propose(at)

      expect(at.emulator.pulls.held()).toMatchObject([
        { id: request.id, branch: (await preview(at)).source, commits: 1, content: expect.stringContaining('CVE-2021-23337') },
      ])
      expect(at.emulator.pulls.held()[0]?.content).toContain('`npm install`')
      expect(await stateOf(at)).toBe('in-review')
      at.emulator.pulls.people.merge(request.id)
      expect(await preview(at)).toMatchObject({ files: [], request: { key: request.key, state: 'merged' } })
      expect(await propose(at)).toMatchObject({ id: request.id, state: 'merged' })
      expect(await stateOf(at)).toBe('awaiting-verification')
    })

    it('is not proposed again when it was closed, nor when something was pushed since the preview', async () => {
      const at = await scene(stage())
      const { commit } = await preview(at)
      at.emulator.pulls.people.push(null, 'README.md', 'More.\n')
      await expect(propose(at, commit)).rejects.toMatchObject({ details: { code: 'change-outdated' } })
      expect(writes(at)).toBe(0)
      const { id } = await propose(at, (await preview(at)).commit)
      at.emulator.pulls.people.close(id)

      await expect(propose(at)).rejects.toMatchObject({ details: { code: 'change-closed' } })

      expect(at.emulator.pulls.held()).toHaveLength(1)
    })

    it('is left to people where the manifest says something that is not changed by guesswork', async () => {
      const at = await scene(stage())
      at.emulator.pulls.write(home, {
        'package.json': '{"dependencies":{"lodash":"^3 || ^4"}}',
        'packages/cart/package.json': '{}',
      })

      const { files, left } = await preview(at)

      expect(files).toEqual([])
      expect(left).toMatchObject([{ path: 'package.json', package: 'lodash', reason: expect.stringContaining('^3 || ^4') }])
      await expect(propose(at)).rejects.toMatchObject({ details: { code: 'change-empty' } })
    })

    it('is refused while the connection does not open pull requests', async () => {
      const at = await scene(stage(), {})

      await expect(preview(at)).rejects.toMatchObject({ details: { code: 'change-refused' } })
      expect(writes(at)).toBe(0)
    })
  })
})
