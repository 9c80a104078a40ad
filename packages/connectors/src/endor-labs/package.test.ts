import { describe, expect, it } from 'vitest'
import { packageOf, parseCoordinates, rootPackage } from './package.ts'
import { finding } from './schema.ts'

function evidence(spec: Readonly<Record<string, unknown>>, direct: boolean | null = null) {
  return packageOf(finding.parse({ uuid: 'u', meta: {}, spec: { level: 'FINDING_LEVEL_HIGH', ...spec } }), direct, () => {})
}

describe('packageOf', () => {
  it.each([
    ['npm://@babel/traverse@7.23.2', 'pkg:npm/%40babel/traverse@7.23.2'],
    ['npm://vm2@3.9.19', 'pkg:npm/vm2@3.9.19'],
    ['mvn://com.mchange:c3p0@0.9.5.2', 'pkg:maven/com.mchange/c3p0@0.9.5.2'],
    ['pypi://django@3.2', 'pkg:pypi/django@3.2'],
    ['go://github.com/gin-gonic/gin@v1.9.0', 'pkg:golang/github.com/gin-gonic/gin@v1.9.0'],
    ['packagist://symfony/http-kernel@5.4.0', 'pkg:composer/symfony/http-kernel@5.4.0'],
    ['gem://rails@7.0.0', 'pkg:gem/rails@7.0.0'],
    ['cargo://time@0.1.44', 'pkg:cargo/time@0.1.44'],
    ['nuget://Newtonsoft.Json@12.0.1', 'pkg:nuget/Newtonsoft.Json@12.0.1'],
    ['debian://debian/openssl@1.1.0j-1~deb9u1', 'pkg:deb/debian/openssl@1.1.0j-1~deb9u1'],
    ['debian://ubuntu/openssl@3.0', 'pkg:deb/ubuntu/openssl@3.0'],
    ['debian://openssl@3.0', 'pkg:deb/debian/openssl@3.0'],
    ['apk://busybox@1.36.1-r0', 'pkg:apk/alpine/busybox@1.36.1-r0'],
    ['rpm://redhat/openssl-libs@3.0.7', 'pkg:rpm/redhat/openssl-libs@3.0.7'],
    ['container://ghcr.io/acme/web@1.2', 'pkg:docker/acme/web@1.2?repository_url=ghcr.io'],
  ])('writes %s as %s', (name, purl) => {
    expect(evidence({ target_dependency_package_name: name })?.purl).toBe(purl)
  })

  it('goes by the ecosystem when the name carries no scheme', () => {
    const spec = {
      ecosystem: 'ECOSYSTEM_NPM',
      target_dependency_name: 'vm2',
      target_dependency_version: '3.9.19',
      target_dependency_package_name: 'vm2',
    }

    expect(evidence(spec)).toMatchObject({ purl: 'pkg:npm/vm2@3.9.19', name: 'vm2', version: '3.9.19' })
  })

  it('names packages of a distribution without it', () => {
    expect(evidence({ target_dependency_package_name: 'debian://debian/glibc@2.31' })?.name).toBe('glibc')
  })

  it('is null for a finding about no package', () => {
    expect(evidence({ ecosystem: 'ECOSYSTEM_NPM' })).toBeNull()
  })

  it('takes the proposed version for the fix, else the one the summary names, else none', () => {
    const name = { target_dependency_package_name: 'npm://vm2@3.9.19' }
    const summary = 'vm2 has a flaw. This vulnerability was fixed in version 3.9.20. vm2 is a direct dependency of app@1.0.'

    expect(evidence({ ...name, proposed_version: '4.0.0', summary })?.fixedVersion).toBe('4.0.0')
    expect(evidence({ ...name, summary })?.fixedVersion).toBe('3.9.20')
    expect(evidence({ ...name, summary: 'There is no known fix.' })?.fixedVersion).toBeNull()
  })

  it('reads direct or transitive from the relationship when the tags say nothing', () => {
    const name = { target_dependency_package_name: 'npm://vm2@3.9.19' }

    expect(evidence({ ...name, relationship: 'vm2@3.9.19 is a direct dependency of app@1.0.' })?.direct).toBe(true)
    expect(evidence({ ...name, relationship: 'vm2@3.9.19 is a transitive dependency of app@1.0 via x@1.' })?.direct).toBe(false)
    expect(evidence({ ...name, relationship: 'vm2@3.9.19 is a direct dependency of app@1.0.' }, false)?.direct).toBe(false)
  })
})

describe('parseCoordinates', () => {
  it.each([
    ['npm://@scope/name', { scheme: 'npm', name: '@scope/name', version: null }],
    ['npm://generic-lib', { scheme: 'npm', name: 'generic-lib', version: null }],
    ['@scope/name@1.0', { scheme: null, name: '@scope/name', version: '1.0' }],
    ['container://img@sha256:ab', { scheme: 'container', name: 'img', version: 'sha256:ab' }],
    ['', { scheme: null, name: null, version: null }],
  ])('splits %j', (text, expected) => {
    expect(parseCoordinates(text)).toEqual(expected)
  })
})

describe('rootPackage', () => {
  it('is the package whose tree was read, without its version', () => {
    expect(rootPackage('a@1 is a transitive dependency of @acme/app@2.0.0 via external direct dependency b@1.')).toBe(
      '@acme/app',
    )
    expect(rootPackage('a@1 is a direct dependency of com.acme:app@4.0-SNAPSHOT.')).toBe('com.acme:app')
    expect(rootPackage('')).toBeNull()
  })
})
