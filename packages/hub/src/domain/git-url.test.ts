import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { canonicalHost, canonicalRepositoryUrl } from './git-url.ts'

/** Every group is one repository: all its addresses share the key in front. */
const sameRepository: readonly (readonly [key: string, addresses: readonly string[]])[] = [
  [
    'github.com/acme/shop',
    [
      'https://github.com/acme/shop',
      'https://github.com/Acme/Shop.git',
      'http://github.com/acme/shop',
      'HTTPS://GITHUB.COM/ACME/SHOP.GIT',
      'https://www.github.com/acme/shop/',
      'https://github.com//acme//shop//',
      'https://github.com:443/acme/shop.git',
      'http://github.com:80/acme/shop.git',
      'https://github.com./acme/shop',
      'https://x-access-token:ghs_secret@github.com/acme/shop.git',
      'https://user@example.com:secret@github.com/acme/shop.git',
      'https://github.com/acme/shop?tab=readme',
      'https://github.com/acme/shop#readme',
      'https://github.com/acme/shop/tree/main/packages/web',
      'https://github.com/acme/shop/blob/main/Dockerfile#L1',
      'https://github.com/acme/shop/blob/main/node_modules/@babel/core/index.js#L1',
      'https://github.com/acme/shop/pull/7/files',
      'https://github.com/acme/shop.git/info/refs?service=git-upload-pack',
      'https://github.com/%61cme/shop',
      'git@github.com:acme/shop.git',
      'git@github.com:Acme/Shop',
      'git@github.com:/acme/shop.git',
      'github.com:acme/shop.git',
      'ssh://git@github.com/acme/shop.git',
      'ssh://git@github.com:22/acme/shop.git',
      'ssh://git@ssh.github.com:443/acme/shop.git',
      'ssh://git@github.com:acme/shop.git',
      'git://github.com/acme/shop.git',
      'git://github.com:9418/acme/shop.git',
      'git+https://github.com/acme/shop.git',
      'git+ssh://git@github.com/acme/shop.git#v1.0.0',
      'scm:git:https://github.com/acme/shop.git',
      'github.com/acme/shop',
      'www.github.com/acme/shop.git',
      'https://api.github.com/repos/acme/shop',
      'https://api.github.com/repos/acme/shop/branches',
      '  https://github.com/acme/shop\n',
    ],
  ],
  [
    'acme.ghe.com/shop/web',
    ['https://acme.ghe.com/Shop/Web.git', 'git@acme.ghe.com:shop/web.git', 'https://api.acme.ghe.com/repos/shop/web'],
  ],
  [
    'gitlab.com/acme/platform/shop',
    [
      'https://gitlab.com/acme/platform/shop',
      'https://gitlab.com/Acme/Platform/Shop.git',
      'git@gitlab.com:acme/platform/shop.git',
      'ssh://git@altssh.gitlab.com:443/acme/platform/shop.git',
      'https://oauth2:glpat-secret@gitlab.com/acme/platform/shop.git',
      'https://gitlab.com/acme/platform/shop/-/tree/main/src',
      'https://gitlab.com/acme/platform/shop/-/blob/main/a.ts#L3',
      'https://gitlab.com/acme/platform/shop/tree/main',
      'https://gitlab.com/api/v4/projects/acme%2Fplatform%2Fshop',
    ],
  ],
  [
    'bitbucket.org/acme/shop',
    [
      'https://bitbucket.org/acme/shop',
      'https://bot@bitbucket.org/Acme/Shop.git',
      'git@bitbucket.org:acme/shop.git',
      'ssh://git@altssh.bitbucket.org:443/acme/shop.git',
      'https://bitbucket.org/acme/shop/src/main/README.md',
      'https://api.bitbucket.org/2.0/repositories/acme/shop',
    ],
  ],
  [
    'dev.azure.com/acme/web/_git/shop',
    [
      'https://dev.azure.com/acme/Web/_git/Shop',
      'https://acme@dev.azure.com/acme/Web/_git/Shop',
      'https://pat:secret@dev.azure.com/acme/web/_git/shop',
      'https://dev.azure.com/acme/web/_git/shop?version=GBmain&path=/a.ts',
      'https://dev.azure.com/acme/web/_git/_optimized/shop',
      'https://dev.azure.com/acme/web/_git/shop/pullrequest/7',
      'git@ssh.dev.azure.com:v3/acme/web/shop',
      'ssh://git@ssh.dev.azure.com/v3/acme/web/shop',
      'ssh://git@ssh.dev.azure.com:22/v3/acme/web/shop',
      'ssh://git@ssh.dev.azure.com:v3/acme/web/shop',
      'https://acme.visualstudio.com/web/_git/shop',
      'https://Acme.VisualStudio.com/DefaultCollection/Web/_git/Shop',
      'https://acme.visualstudio.com/DefaultCollection/web/team-blue/_git/shop',
      'acme@vs-ssh.visualstudio.com:v3/acme/web/shop',
      'ssh://acme@vs-ssh.visualstudio.com:22/web/_ssh/shop',
      'ssh://acme@vs-ssh.visualstudio.com:22/DefaultCollection/web/_ssh/shop',
      'ssh://acme@acme.visualstudio.com:22/DefaultCollection/web/_git/shop',
    ],
  ],
  [
    'dev.azure.com/acme/my%20shop/_git/my%20shop',
    [
      'https://dev.azure.com/acme/My%20Shop/_git/My%20Shop',
      'https://dev.azure.com/acme/_git/My%20Shop',
      'https://acme.visualstudio.com/_git/My%20Shop',
      'https://acme.visualstudio.com/DefaultCollection/_git/my shop',
      'git@ssh.dev.azure.com:v3/acme/My%20Shop/My%20Shop',
      'ssh://acme@vs-ssh.visualstudio.com/_ssh/My%20Shop',
    ],
  ],
  [
    'git.example.com/scm/web/shop',
    [
      'https://git.example.com/scm/WEB/shop.git',
      'https://git.example.com/bitbucket/scm/web/shop.git',
      'https://git.example.com/projects/WEB/repos/shop',
      'https://git.example.com/projects/WEB/repos/shop/browse/src?at=main',
      'https://git.example.com/bitbucket/projects/WEB/repos/shop/browse',
      'https://git.example.com/rest/api/latest/projects/WEB/repos/shop',
      'http://git.example.com:7990/scm/web/shop.git',
      'ssh://git@git.example.com:7999/web/shop.git',
    ],
  ],
  [
    'git.example.com/scm/~ann/notes',
    [
      'https://git.example.com/scm/~ann/notes.git',
      'https://git.example.com/users/ann/repos/notes/browse',
      'https://git.example.com/projects/~ANN/repos/notes',
      'ssh://git@git.example.com:7999/~ann/notes.git',
    ],
  ],
  [
    'git.example.com/Acme/Shop',
    [
      'https://git.example.com/Acme/Shop.git',
      'https://git.example.com/Acme/Shop/tree/main',
      'https://git.example.com/Acme/Shop/-/settings/ci_cd',
      'https://git.example.com/Acme/Shop/src/branch/main/a.ts',
      'https://git.example.com/api/v3/repos/Acme/Shop',
      'https://git.example.com/api/v4/projects/Acme%2FShop',
      'git@git.example.com:Acme/Shop.git',
      'ssh://git@git.example.com:2222/Acme/Shop.git',
      'ssh://git@GIT.example.com/Acme/Shop',
    ],
  ],
  [
    'tfs.example.com/tfs/main/web/_git/shop',
    ['https://tfs.example.com/tfs/Main/Web/_git/Shop', 'ssh://tfs.example.com:22/tfs/Main/Web/_ssh/Shop'],
  ],
  [
    'git.example.com:8443/team/app',
    [
      'https://git.example.com:8443/team/app.git',
      'https://ann:secret@git.example.com:08443/team/app',
      'git.example.com:8443/team/app',
    ],
  ],
  [
    'xn--mller-kva.example/team/app',
    ['https://müller.example/team/app', 'https://xn--mller-kva.example/team/app', 'git@MÜLLER.example:team/app.git'],
  ],
  ['[::1]:3000/team/app', ['http://[::1]:3000/team/app.git', 'http://[0:0::1]:3000/team/app']],
  ['localhost/app', ['http://localhost/app.git', 'ssh://localhost/app']],
  [
    'git.example.com/caf%C3%A9',
    ['https://git.example.com/caf%C3%A9', 'https://git.example.com/café', 'https://git.example.com/cafe\u0301'],
  ],
  ['git.example.com/a%20b%23c', ['https://git.example.com/a%20b%23c']],
  ['git.example.com/100%25', ['https://git.example.com/100%', 'https://git.example.com/100%25']],
]

const notRepositories = [
  '',
  '   ',
  'shop',
  'acme/shop',
  './shop',
  '../shop',
  '/srv/git/shop.git',
  '~/shop',
  'C:\\src\\shop',
  'C:/src/shop',
  'file:///srv/git/shop.git',
  'ftp://example.com/shop.git',
  'mailto:ann@example.com',
  'ann@example.com',
  'pkg:npm/lodash@4.17.20',
  'javascript:alert(1)',
  'http://',
  'https://',
  'https:///acme/shop',
  'https://github.com',
  'https://github.com/',
  'https://github.com/acme',
  'https://gitlab.com/acme',
  'https://gitlab.com/api/v4/projects/278964',
  'https://api.github.com/users/acme',
  'https://api.github.com/repositories/1296269',
  'https://dev.azure.com/acme/web',
  'https://dev.azure.com/acme/_apis/git/repositories/278d5cd2-584d-4b63-824a-2ba458937249',
  'https://dev.azure.com/_git/shop',
  'https://vs-ssh.visualstudio.com/web/_ssh/shop',
  'git@ssh.dev.azure.com:v3/acme/web',
  'https://git.example.com/api/v4/projects/42',
  'https://git.example.com/?p=shop.git',
  'https://git.example.com/../../etc/passwd',
  'https://git.example.com/a%5Cb',
  'https://git.example.com/a%00b',
  'https://git.example.com:port/team/app',
  'https://git.example.com:999999/team/app',
  'https://exa mple.com/team/app',
  'https://[::1/team/app',
  'git@:acme/shop',
  'not a url at all',
  `https://github.com/acme/${'a'.repeat(3000)}`,
]

describe('canonicalRepositoryUrl', () => {
  for (const [key, addresses] of sameRepository) {
    it.each(addresses)(`brings %j to ${key}`, (address) => {
      expect(canonicalRepositoryUrl(address)?.key).toBe(key)
    })
  }

  it.each(notRepositories)('finds no repository in %j', (text) => {
    expect(canonicalRepositoryUrl(text)).toBeNull()
  })

  it('keeps different repositories apart', () => {
    const keys = [
      'https://github.com/acme/shop',
      'https://github.com/acme/shop-web',
      'https://github.com/acme/shop.wiki.git',
      'https://gitlab.com/acme/shop',
      'https://gitlab.com/acme/shop/web',
      'https://git.example.com/acme/shop',
      'https://git.example.com/Acme/shop',
      'https://git.example.com:8443/acme/shop',
      'https://git.example.com/acme/shop/web',
      'https://dev.azure.com/acme/web/_git/shop',
      'https://dev.azure.com/acme/app/_git/shop',
      'https://dev.azure.com/umbrella/web/_git/shop',
    ].map((address) => canonicalRepositoryUrl(address)?.key)

    expect(new Set(keys).size).toBe(keys.length)
  })

  it('shows the address as it was written, without what was secret in it', () => {
    expect(canonicalRepositoryUrl('https://ann:secret@git.example.com:8443/Team/App.git?x=1')).toEqual({
      key: 'git.example.com:8443/Team/App',
      anyCaseKey: '~git.example.com:8443/team/app',
      host: 'git.example.com',
      path: 'Team/App',
      display: 'git.example.com:8443/Team/App',
    })
    expect(canonicalRepositoryUrl('git@github.com:Acme/Shop.git')?.display).toBe('github.com/Acme/Shop')
  })

  it('offers a key without letter case only where case counts', () => {
    expect(canonicalRepositoryUrl('https://git.example.com/team/app')?.anyCaseKey).toBe('~git.example.com/team/app')
    expect(canonicalRepositoryUrl('https://github.com/Acme/Shop')?.anyCaseKey).toBeNull()
    expect(canonicalRepositoryUrl('https://git.example.com/scm/WEB/shop.git')?.anyCaseKey).toBeNull()
  })

  it('never keeps any part of a password, escaped or not', () => {
    const password = fc.string({ unit: fc.constantFrom(...'sX9/:@?#%.&=+ [\\'), minLength: 1, maxLength: 12 })
    const scheme = fc.constantFrom('https://', 'http://', 'ssh://', 'git+https://', '')

    fc.assert(
      fc.property(scheme, fc.constantFrom('deploy', 'de.ploy', 'ann@example.com'), password, (prefix, user, secret) => {
        const key = canonicalRepositoryUrl(`${prefix}${user}:${secret}@github.com/acme/shop.git`)?.key

        expect(['github.com/acme/shop', undefined]).toContain(key)
      }),
      { numRuns: 2000 },
    )
  })

  it('reads its own keys back', () => {
    const part = fc.string({
      unit: fc.constantFrom(...'aB1-_.~ %#?@:+é/', '.git', 'scm', 'tree', '-', 'api', 'v4', 'projects', 'repos'),
      minLength: 1,
      maxLength: 8,
    })
    const host = fc.constantFrom(
      'github.com',
      'gitlab.com',
      'dev.azure.com',
      'git.example.com',
      'git.example.com:8443',
      'www.www.example.com',
    )
    const text = fc.tuple(host, fc.array(part, { maxLength: 6 })).map(([place, parts]) => `https://${place}/${parts.join('/')}`)

    fc.assert(
      fc.property(text, (address) => {
        const key = canonicalRepositoryUrl(address)?.key

        if (key !== undefined) expect(canonicalRepositoryUrl(`https://${key}`)?.key).toBe(key)
      }),
      { numRuns: 3000 },
    )
  })

  it('gives the web and the SSH address of a repository one key', () => {
    const name = fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9_-]{0,9}$/)
    const host = fc.constantFrom('github.com', 'gitlab.com', 'bitbucket.org', 'git.example.com', 'acme.ghe.com')

    fc.assert(
      fc.property(host, name, name, (place, owner, repository) => {
        const web = canonicalRepositoryUrl(`https://${place}/${owner}/${repository}`)

        expect(web).not.toBeNull()
        expect(canonicalRepositoryUrl(`git@${place}:${owner}/${repository}.git`)).toEqual(web)
        expect(canonicalRepositoryUrl(`ssh://git@${place}:2222/${owner}/${repository}.git`)).toEqual(web)
      }),
    )
  })

  it('answers any text', () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.webUrl({ withQueryParameters: true, withFragments: true }),
      fc.string({ unit: 'binary' }).map((tail) => `https://github.com/${tail}`),
      fc.string({ unit: 'binary' }).map((tail) => `git@${tail}`),
      fc.string({ unit: 'binary' }).map((tail) => `ssh://git@dev.azure.com/acme/_git/${tail}`),
    )

    fc.assert(
      fc.property(text, (raw) => {
        const found = canonicalRepositoryUrl(raw)

        if (found !== null) expect(found.key).toMatch(/^[!-~]+$/)
      }),
      { numRuns: 2000 },
    )
  })
})

describe('canonicalHost', () => {
  it.each([
    ['github.com', 'github.com'],
    ['API.GitHub.com', 'github.com'],
    ['ssh.github.com', 'github.com'],
    ['www.gitlab.com', 'gitlab.com'],
    ['api.acme.ghe.com', 'acme.ghe.com'],
    ['acme.visualstudio.com', 'dev.azure.com'],
    ['ssh.dev.azure.com', 'dev.azure.com'],
    ['git.example.com', 'git.example.com'],
    ['api.example.com', 'api.example.com'],
    ['git.example.com:8443', 'git.example.com'],
    [' [::1]:8443', '[::1]'],
    ['https://github.com', null],
    ['', null],
  ])('recognises %j as %j', (text, host) => {
    expect(canonicalHost(text)).toBe(host)
  })
})
