import { describe, expect, it } from 'vitest'
import { forgeScene, gitHubForge, gitHubHome, preview, propose, requestsOf, stateOf, writes } from './forge.ts'
import { describeSpine, type Stage } from './stage.ts'

const scene = async (stage: Stage) => forgeScene(stage, await gitHubForge())

await describeSpine('change requests', (stage) => {
  describe('a change', () => {
    it('is shown as a diff of every manifest with the lock files to refresh, and nothing is pushed', async () => {
      const at = await scene(stage())

      const shown = await preview(at)

      expect(shown).toMatchObject({
        repository: gitHubHome,
        source: expect.stringMatching(/^patchbay\/lodash-[0-9a-f]{12}$/),
        left: [],
        overridable: [],
      })
      expect(shown.files.map(({ path }) => path)).toEqual(['package.json', 'packages/cart/package.json'])
      expect(shown.files[0]?.diff).toBe(
        [
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

    it('is not proposed when something was pushed since the preview', async () => {
      const at = await scene(stage())
      const { commit } = await preview(at)
      at.forge.controls.people.push(null, 'README.md', 'More.\n')

      await expect(propose(at, { commit })).rejects.toMatchObject({ details: { code: 'change-outdated' } })

      expect(writes(at)).toBe(0)
      expect(await requestsOf(at)).toEqual([])
    })

    it('is left to people where the manifest says something that is not changed by guesswork', async () => {
      const at = await scene(stage())
      at.forge.emulator.pulls.write(gitHubHome, {
        'package.json': '{"dependencies":{"lodash":"^3 || ^4"}}',
        'packages/cart/package.json': '{}',
      })

      const { files, left, overridable } = await preview(at, { overrides: true })

      expect(files).toEqual([])
      expect(left).toMatchObject([{ path: 'package.json', package: 'lodash', reason: expect.stringContaining('^3 || ^4') }])
      expect(overridable).toEqual([])
      await expect(propose(at)).rejects.toMatchObject({ details: { code: 'change-empty' } })
    })

    it('of what only others bring is offered as an override, and made when asked for, on a branch of its own', async () => {
      const at = await scene(stage())
      at.forge.emulator.pulls.write(gitHubHome, {
        'package.json': '{\n  "dependencies": {}\n}\n',
        'package-lock.json': '{"packages":{"node_modules/lodash":{"version":"4.17.15"}}}',
        'packages/cart/package.json': '{}',
      })

      const offered = await preview(at)
      const asked = await preview(at, { overrides: true })
      await propose(at, { overrides: true })

      expect(offered).toMatchObject({ files: [], overridable: ['lodash'], overrides: [] })
      await expect(propose(at)).rejects.toMatchObject({
        details: { code: 'change-empty', remedy: expect.stringContaining('overrides') },
      })
      expect(asked).toMatchObject({ left: [], overrides: [{ path: 'package.json', package: 'lodash' }], overridable: [] })
      expect(asked.source).not.toBe(offered.source)
      expect(asked.lockFiles).toEqual([{ path: 'package-lock.json', command: 'npm install' }])
      const [pull, ...others] = at.forge.controls.held()
      expect(others).toEqual([])
      expect(pull).toMatchObject({ branch: asked.source, content: expect.stringContaining('forced by an override') })
      expect(at.forge.emulator.pulls.files(gitHubHome, asked.source)?.['package.json']).toBe(
        '{\n  "dependencies": {},\n  "overrides": {\n    "lodash": "^4.17.21"\n  }\n}\n',
      )
    })

    it('is refused while the connection does not open pull requests', async () => {
      const forge = await gitHubForge()
      const at = await forgeScene(stage(), forge, { ...forge.config, pullRequests: false })

      await expect(preview(at)).rejects.toMatchObject({ details: { code: 'change-refused' } })
      await expect(propose(at)).rejects.toMatchObject({ details: { code: 'change-refused' } })
      expect(writes(at)).toBe(0)
    })
  })
})
