import fc from 'fast-check'
import { PackageURL } from 'packageurl-js'
import { describe, expect, it } from 'vitest'
import { packageKey, packageKeyOf, purlNames } from './package.ts'

describe('packageKey', () => {
  it.each([
    ['pkg:npm/lodash@4.17.20', 'pkg:npm/lodash', 'lodash'],
    ['pkg:npm/%40babel/core@7.0.0', 'pkg:npm/%40babel/core', '@babel/core'],
    ['pkg:npm/@babel/core', 'pkg:npm/%40babel/core', '@babel/core'],
    ['pkg:npm/@babel/core@7.0.0', 'pkg:npm/%40babel/core', '@babel/core'],
    ['pkg:NPM/Lodash@4', 'pkg:npm/lodash', 'lodash'],
    ['pkg:npm/foobar@12.3.1?vcs_url=git%2Bssh://git@example.com/foo.git#lib', 'pkg:npm/foobar', 'foobar'],
    ['pkg:maven/org.slf4j/slf4j-ext@1.7.2', 'pkg:maven/org.slf4j/slf4j-ext', 'org.slf4j:slf4j-ext'],
    ['pkg:maven/org.slf4j/slf4j-ext@1.7.2?type=jar&classifier=sources', 'pkg:maven/org.slf4j/slf4j-ext', 'org.slf4j:slf4j-ext'],
    ['pkg:maven/HTTPClient/HTTPClient@0.3', 'pkg:maven/HTTPClient/HTTPClient', 'HTTPClient:HTTPClient'],
    ['pkg:pypi/Typing_Extensions@4', 'pkg:pypi/typing-extensions', 'typing-extensions'],
    ['pkg:pypi/zope.interface@5', 'pkg:pypi/zope-interface', 'zope-interface'],
    ['pkg:pypi/zope--_interface', 'pkg:pypi/zope-interface', 'zope-interface'],
    ['pkg:golang/github.com/gorilla/mux@v1.8.0', 'pkg:golang/github.com/gorilla/mux', 'github.com/gorilla/mux'],
    [
      'pkg:golang/github.com/Masterminds/sprig/v3@v3.2.0+incompatible',
      'pkg:golang/github.com/masterminds/sprig/v3',
      'github.com/masterminds/sprig/v3',
    ],
    ['pkg:golang/github.com%2Fgorilla/mux@not.semver', 'pkg:golang/github.com/gorilla/mux', 'github.com/gorilla/mux'],
    [
      'pkg:golang/google.golang.org/genproto#googleapis/api',
      'pkg:golang/google.golang.org/genproto',
      'google.golang.org/genproto',
    ],
    ['pkg:nuget/Newtonsoft.Json@13.0.1', 'pkg:nuget/newtonsoft.json', 'newtonsoft.json'],
    ['pkg:cargo/serde_json@1', 'pkg:cargo/serde_json', 'serde_json'],
    ['pkg:gem/RedCloth@4.2.9', 'pkg:gem/RedCloth', 'RedCloth'],
    ['pkg:composer/Laravel/Framework@8', 'pkg:composer/laravel/framework', 'laravel/framework'],
    ['pkg:pub/build-runner@1', 'pkg:pub/build_runner', 'build_runner'],
    ['pkg:cran/A3@1.0', 'pkg:cran/A3', 'A3'],
    ['pkg:cran/A3', 'pkg:cran/A3', 'A3'],
    ['pkg:swift/github.com/Alamofire/Alamofire', 'pkg:swift/github.com/Alamofire/Alamofire', 'github.com/Alamofire/Alamofire'],
    ['pkg:conan/bincrafters/boost@1.76.0', 'pkg:conan/bincrafters/boost', 'bincrafters/boost'],
    ['pkg:maven/lonely@1', 'pkg:maven/lonely', 'lonely'],
    ['pkg:deb/debian/openssl@1.1.1n-0%2Bdeb11u3?arch=amd64&distro=debian-11', 'pkg:deb/debian/openssl', 'openssl'],
    ['pkg:deb/debian/openssl@1.1.1n?distro=bullseye', 'pkg:deb/debian/openssl', 'openssl'],
    ['pkg:rpm/redhat/openssl-libs@1.1.1k?arch=x86_64&epoch=1', 'pkg:rpm/redhat/openssl-libs', 'openssl-libs'],
    ['pkg:apk/alpine/busybox@1.35.0?arch=x86_64', 'pkg:apk/alpine/busybox', 'busybox'],
    ['pkg:github/Actions/Checkout@v4', 'pkg:github/actions/checkout', 'actions/checkout'],
    ['pkg:generic/a%20b@1', 'pkg:generic/a%20b', 'a b'],
    ['pkg://npm/lodash@1', 'pkg:npm/lodash', 'lodash'],
    ['  pkg:npm/lodash@1 ', 'pkg:npm/lodash', 'lodash'],
  ])('reads %j as %j', (purl, key, name) => {
    expect(packageKey(purl)).toMatchObject({ key, displayName: name })
  })

  it('gives the parts', () => {
    expect(packageKey('pkg:npm/%40babel/core@7')).toEqual({
      key: 'pkg:npm/%40babel/core',
      type: 'npm',
      namespace: '@babel',
      name: 'core',
      displayName: '@babel/core',
    })
  })

  it.each(['', 'lodash', 'pkg:', 'pkg:npm', 'pkg:npm/', 'npm/lodash', 'http://example.org', 'pkg:npm/%E0%A4%A'])(
    'finds no package in %j',
    (purl) => {
      expect(packageKey(purl)).toBeNull()
    },
  )

  it('takes the short cut only where the library agrees', () => {
    const word = fc.stringMatching(/^[a-z0-9][a-z0-9._-]{0,8}$/)
    const type = fc.constantFrom(
      'npm',
      'maven',
      'golang',
      'pypi',
      'cargo',
      'deb',
      'rpm',
      'nuget',
      'gem',
      'composer',
      'generic',
      'hex',
    )

    fc.assert(
      fc.property(type, fc.array(word, { minLength: 1, maxLength: 3 }), word, (kind, namespace, name) => {
        const purl = new PackageURL(kind, namespace.join('/'), name, '1.0.0')
        const expected = kind === 'pypi' ? name.replace(/[-_.]+/g, '-') : purl.name

        expect(packageKey(purl.toString())).toMatchObject({ type: kind, namespace: purl.namespace, name: expected })
      }),
    )
  })

  it('takes the short cut for scopes only where the library agrees', () => {
    const word = fc.stringMatching(/^[a-z0-9][a-z0-9._-]{0,8}$/)

    fc.assert(
      fc.property(word, word, fc.boolean(), (scope, name, isEncoded) => {
        const purl = new PackageURL('npm', `@${scope}`, name)

        const found = packageKey(isEncoded ? `${purl}@1.0.0` : `pkg:npm/@${scope}/${name}@1.0.0`)

        expect(found).toMatchObject({ key: purl.toString(), namespace: purl.namespace, name: purl.name })
      }),
    )
  })

  it('does not depend on version, qualifiers or subpath', () => {
    const purl = fc.constantFrom(
      'pkg:npm/%40babel/core',
      'pkg:deb/debian/openssl',
      'pkg:maven/Org.X/y',
      'pkg:golang/github.com/a/b',
    )
    const version = fc.string({ minLength: 1, maxLength: 12 }).map((text) => encodeURIComponent(text))

    fc.assert(
      fc.property(purl, version, (base, text) => {
        expect(packageKey(`${base}@${text}?arch=amd64#sub/path`)).toEqual(packageKey(base))
      }),
    )
  })

  it('reads its own keys back', () => {
    const purl = fc
      .tuple(fc.constantFrom('npm', 'pypi', 'golang', 'maven', 'cran', 'pub', 'unheard-of'), fc.string({ minLength: 1 }))
      .map(([type, name]) => `pkg:${type}/${encodeURIComponent(name)}`)

    fc.assert(
      fc.property(purl, (text) => {
        const key = packageKey(text)?.key

        if (key !== undefined) expect(packageKey(key)?.key).toBe(key)
      }),
    )
  })

  it('answers any text', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'binary' }),
          fc.string().map((text) => `pkg:npm/${text}`),
        ),
        (text) => {
          const found = packageKey(text)

          if (found !== null) expect(found.key.startsWith(`pkg:${found.type}/`)).toBe(true)
        },
      ),
    )
  })
})

describe('packageKeyOf', () => {
  it('falls back to the name when the package URL cannot be read', () => {
    const evidence = { purl: 'lodash 4.17.20', name: 'lodash', version: '4.17.20', direct: null, fixedVersion: null }

    expect(packageKeyOf(evidence)).toBe('unreadable:lodash')
    expect(packageKeyOf({ ...evidence, purl: 'pkg:npm/lodash@4.17.20' })).toBe('pkg:npm/lodash')
  })
})

describe('purlNames', () => {
  it.each([
    ['pkg:npm/%40babel/core@7.1.0', '@babel/core', '7.1.0'],
    ['pkg:maven/org.slf4j/slf4j-ext@1.7.2?type=jar', 'org.slf4j:slf4j-ext', '1.7.2'],
    ['pkg:golang/github.com/gin-gonic/gin@v1.9.0#render', 'github.com/gin-gonic/gin', 'v1.9.0'],
    ['pkg:deb/debian/openssl@1%3A1.1.0j', 'openssl', '1:1.1.0j'],
    ['pkg:npm/%40babel/core', '@babel/core', null],
    ['pkg:npm/lodash@%', 'lodash', null],
    ['nonsense', null, null],
  ])('reads %s as %s in version %s', (purl, name, version) => {
    expect(purlNames(purl)).toEqual({ name, version })
  })
})
