import fc from 'fast-check'
import { PackageURL } from 'packageurl-js'
import { describe, expect, it } from 'vitest'
import { packageUrl } from './purl.ts'

describe('packageUrl', () => {
  it.each([
    ['npm', '@babel/traverse', '7.23.2', 'pkg:npm/%40babel/traverse@7.23.2'],
    ['npm', 'vm2', '3.9.19', 'pkg:npm/vm2@3.9.19'],
    ['maven', 'org.slf4j:slf4j-ext', '1.7.2', 'pkg:maven/org.slf4j/slf4j-ext@1.7.2'],
    ['golang', 'github.com/gin-gonic/gin', 'v1.9.0', 'pkg:golang/github.com/gin-gonic/gin@v1.9.0'],
    ['golang', 'github.com/go-chi/chi/v5', 'v5.0.0+incompatible', 'pkg:golang/github.com/go-chi/chi/v5@v5.0.0+incompatible'],
    ['golang', 'stdlib', '1.20.1', 'pkg:golang/stdlib@1.20.1'],
    ['composer', 'symfony/http-kernel', '5.4.0', 'pkg:composer/symfony/http-kernel@5.4.0'],
    ['pypi', 'Django_Rest', '3.2', 'pkg:pypi/django-rest@3.2'],
    ['deb', 'debian/openssl', '1.1.0j-1~deb9u1', 'pkg:deb/debian/openssl@1.1.0j-1~deb9u1'],
    ['apk', 'alpine/busybox', '1.36.1-r0', 'pkg:apk/alpine/busybox@1.36.1-r0'],
    ['rpm', 'redhat/openssl-libs', '1:3.0.7-6', 'pkg:rpm/redhat/openssl-libs@1:3.0.7-6'],
    ['docker', 'library/nginx', '1.25', 'pkg:docker/library/nginx@1.25'],
    ['docker', 'ghcr.io/acme/web', 'sha256:abc', 'pkg:docker/acme/web@sha256:abc?repository_url=ghcr.io'],
    ['docker', 'localhost:5000/web', '1', 'pkg:docker/web@1?repository_url=localhost%3A5000'],
    ['github', 'actions/cache/restore', 'v4', 'pkg:github/actions/cache@v4#restore'],
    ['cocoapods', 'Firebase/Core', '10.0', 'pkg:cocoapods/Firebase@10.0#Core'],
    ['swift', 'github.com/apple/swift-nio', '2.0.0', 'pkg:swift/github.com/apple/swift-nio@2.0.0'],
    ['gem', 'rails', null, 'pkg:gem/rails'],
  ])('writes %s %s %s as %s', (type, name, version, expected) => {
    expect(packageUrl(type, name, version)).toBe(expected)
  })

  it('leaves out a version the type does not allow rather than losing the package', () => {
    expect(packageUrl('golang', 'example.com/a/b', 'vNext')).toBe('pkg:golang/example.com/a/b')
  })

  it('falls back to a generic package for a name the type does not allow', () => {
    expect(packageUrl('maven', 'no-group', '1.0')).toBe('pkg:generic/no-group@1.0')
  })

  it('has nothing to write for a blank name', () => {
    expect(packageUrl('npm', '  ', '1')).toBeNull()
  })

  it('never throws, and what it writes is canonical: reading and writing it again changes nothing', () => {
    const types = [
      'npm',
      'maven',
      'golang',
      'composer',
      'pypi',
      'deb',
      'docker',
      'github',
      'cocoapods',
      'swift',
      'conan',
      'generic',
    ]
    const name = fc.oneof(fc.string({ unit: 'binary' }), fc.stringMatching(/^[@a-zA-Z0-9_.:/-]{1,30}$/))
    fc.assert(
      fc.property(fc.constantFrom(...types), name, fc.option(fc.string({ unit: 'binary' })), (type, text, version) => {
        const purl = packageUrl(type, text, version)

        expect(purl === null || PackageURL.fromString(purl).toString() === purl).toBe(true)
      }),
      { numRuns: 2000 },
    )
  })

  it('writes plain names and versions exactly as the library does', () => {
    const types = fc.constantFrom('npm', 'maven', 'golang', 'cargo', 'gem', 'nuget', 'composer', 'pypi', 'deb')
    const name = fc.stringMatching(/^[a-z0-9.-]{1,8}(?:[:/][a-z0-9.-]{1,8}){0,2}$/)
    const version = fc
      .tuple(fc.constantFrom('', 'v'), fc.nat(99), fc.nat(99), fc.nat(99))
      .map(([mark, ...n]) => mark + n.join('.'))
    fc.assert(
      fc.property(types, name, version, (type, text, given) => {
        const purl = packageUrl(type, text, given)

        expect(PackageURL.fromString(purl ?? '').toString()).toBe(purl)
        expect(PackageURL.fromString(purl ?? '').version).toBe(given)
      }),
      { numRuns: 2000 },
    )
  })
})
