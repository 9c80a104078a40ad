import { describe, expect, it } from 'vitest'
import { canRenovate, type RenovateJob, renovateSettings } from './renovate.ts'

const job: RenovateJob = {
  platform: 'forge',
  endpoint: 'https://forge.test/api/',
  repository: 'acme/shop',
  source: 'patchbay-renovate/lodash-0123456789ab',
  title: 'Upgrade lodash',
  upgrades: [{ type: 'npm', name: 'lodash', to: '4.17.21' }],
  isTrial: false,
}

describe('the settings of Renovate', () => {
  it('are of one repository and allow one version of one package, on the branch it is found by', () => {
    const settings = renovateSettings(job, '/tmp/x')

    expect(settings).toMatchObject({
      platform: 'forge',
      endpoint: 'https://forge.test/api/',
      repositories: ['acme/shop'],
      requireConfig: 'ignored',
      onboarding: false,
      enabledManagers: ['npm'],
      branchPrefix: 'patchbay-renovate/',
      pruneStaleBranches: false,
      dryRun: null,
      baseDir: '/tmp/x',
    })
    expect(settings['packageRules']).toMatchObject([
      { matchPackageNames: ['*'], enabled: false },
      {
        matchPackageNames: ['lodash'],
        enabled: true,
        allowedVersions: '/^v?4\\.17\\.21$/',
        branchTopic: 'lodash-0123456789ab',
      },
    ])
  })

  it('let nothing be changed in a trial', () => {
    expect(renovateSettings({ ...job, isTrial: true }, '/tmp/x')).toMatchObject({ dryRun: 'full' })
  })

  it.each([
    ['v0.9.1', 'v0.9.1', true],
    ['0.9.1', 'v0.9.1', true],
    ['1.0+build', '1.0+build', true],
    ['4.17.21', '4.17.210', false],
    ['4.17.21', '4x17x21', false],
  ])('that want %s allow %s: %s', (to, version, isAllowed) => {
    const { packageRules } = renovateSettings({ ...job, upgrades: [{ type: 'golang', name: 'x', to }] }, '/tmp/x') as {
      packageRules: { allowedVersions?: string }[]
    }
    const pattern = packageRules[1]?.allowedVersions?.slice(1, -1) ?? ''

    expect(new RegExp(pattern).test(version)).toBe(isAllowed)
  })
})

it('can be made for packages it knows the manifests of', () => {
  expect([canRenovate(['npm', 'cargo']), canRenovate(['npm', 'deb']), canRenovate([])]).toEqual([true, false, false])
})
