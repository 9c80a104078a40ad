import type { BaseImage } from '@patchbay/sdk'
import { describe, expect, it } from 'vitest'
import { type FixableVulnerability, groupFixes } from './fix-group.ts'

const image = { id: 7, name: 'acme/web' }
const openssl = { key: 'pkg:deb/debian/openssl', type: 'deb', name: 'openssl' }
const expat = { key: 'pkg:deb/debian/expat', type: 'deb', name: 'expat' }
const tar = { key: 'pkg:npm/tar', type: 'npm', name: 'tar' }

function seen(
  id: number,
  bases: readonly (BaseImage | null)[],
  given: Partial<FixableVulnerability> & { readonly fix?: string | null } = {},
): FixableVulnerability {
  const { fix = '3.0.13-1', ...rest } = given
  return {
    id,
    kind: 'container',
    name: `CVE-2026-${id}`,
    package: openssl,
    image,
    path: null,
    sightings: bases.map((base) => ({ version: '3.0.11-1', fixedVersion: fix, direct: null, through: null, base })),
    ...rest,
  }
}

function titles(vulnerabilities: readonly FixableVulnerability[]): readonly string[] {
  return groupFixes(vulnerabilities)
    .map(({ title }) => title)
    .toSorted()
}

describe('a base image', () => {
  const node = { reference: 'node:20-bookworm' }

  it('is moved to what a scanner advises', () => {
    const advised = { ...node, brings: true, recommended: 'node:20.11-bookworm' }

    const [group, ...others] = groupFixes([seen(1, [advised]), seen(2, [advised], { package: expat })])

    expect(others).toEqual([])
    expect(group).toMatchObject({
      mode: 'image-rebuild',
      title: 'Move base image node:20-bookworm → node:20.11-bookworm in acme/web',
      closes: [1, 2],
      fix: {
        base: { from: ['node:20-bookworm'], to: ['node:20.11-bookworm'] },
        upgrades: [{ name: 'expat' }, { name: 'openssl' }],
      },
    })
  })

  it('is named as what to move where nobody advises anything, without a tag made up', () => {
    const [group] = groupFixes([seen(1, [node]), seen(2, [node], { package: expat })])

    expect(group?.title).toBe('Move base image node:20-bookworm in acme/web to one with 2 updated packages')
    expect(group?.fix.base).toEqual({ from: ['node:20-bookworm'], to: [] })
  })

  it('shows every advice where scanners differ', () => {
    const bases = ['node:22-bookworm', 'node:20.11-bookworm'].map((recommended) => ({ ...node, recommended }))

    expect(titles([seen(1, bases)])).toEqual([
      'Move base image node:20-bookworm → node:20.11-bookworm or node:22-bookworm in acme/web',
    ])
  })

  it('is not what is moved for a package that was put on top of it', () => {
    expect(titles([seen(1, [{ ...node, brings: true }]), seen(2, [{ ...node, brings: false }], { package: expat })])).toEqual([
      'Move base image node:20-bookworm in acme/web to one with openssl 3.0.13-1',
      'Rebuild acme/web with expat 3.0.13-1',
    ])
  })

  it('is not what is moved where scanners contradict each other, or nobody names it', () => {
    const contradicted = [
      { ...node, brings: true },
      { ...node, brings: false },
    ]

    expect(titles([seen(1, contradicted)])).toEqual(['Rebuild acme/web with openssl 3.0.13-1'])
    expect(titles([seen(1, [null])])).toEqual(['Rebuild acme/web with openssl 3.0.13-1'])
  })

  it('brings an application’s package only where a scanner says so', () => {
    const brought = seen(1, [{ ...node, brings: true }], { package: tar, fix: '6.2.1' })
    const own = seen(2, [node], { package: tar, fix: '6.2.1' })

    expect(titles([brought])).toEqual(['Move base image node:20-bookworm in acme/web to one with tar 6.2.1'])
    expect(titles([own])).toEqual(['Upgrade tar 3.0.11-1 → 6.2.1 in acme/web'])
  })

  it('is one whatever its tag and however it is spelled, and each Dockerfile has its own', () => {
    const spelled = [{ reference: 'docker.io/library/node:18' }, { reference: 'docker.io/node:20' }]
    const inFile = (id: number, path: string) =>
      seen(id, [{ reference: 'golang:1.16-alpine', brings: true }], { image: null, path })

    expect(titles(spelled.map((base, index) => seen(index + 1, [base])))).toEqual([
      'Move base image docker.io/library/node:18, docker.io/node:20 in acme/web to one with openssl 3.0.13-1',
    ])
    expect(titles([inFile(1, 'api/Dockerfile'), inFile(2, 'web/Dockerfile')])).toEqual([
      'Move base image golang:1.16-alpine in api/Dockerfile to one with openssl 3.0.13-1',
      'Move base image golang:1.16-alpine in web/Dockerfile to one with openssl 3.0.13-1',
    ])
  })

  it('closes nothing a fix of which nobody knows, and says what remains', () => {
    const [group] = groupFixes([seen(1, [node]), seen(2, [node], { fix: null })])

    expect(group).toMatchObject({ closes: [1], fix: { remaining: [{ vulnerability: 2, reason: 'no-fix-known' }] } })
    expect(groupFixes([seen(3, [{ ...node, recommended: 'node:22' }], { fix: null })])).toEqual([])
  })
})
