import { collectOddities, idAt, readRows } from '@patchbay/sdk/shape'
import { describe, expect, it } from 'vitest'
import { toSighting } from './map.ts'
import { composed } from './sample-finding.ts'
import { finding } from './schema.ts'

/** The image of a finding with these categories below this parent. */
function imageIn(categories: readonly string[], parent: string) {
  return sightingIn(categories, parent)?.image
}

function sightingIn(categories: readonly string[], parent: string, container?: object) {
  const draft = composed()
  Object.assign(draft.spec, {
    finding_categories: categories.map((category) => `FINDING_CATEGORY_${category}`),
    relationship: `openssl@3.0.9 is a direct dependency of ${parent}.`,
  })
  if (container !== undefined) Object.assign(draft.spec.finding_metadata, { container_data: container })
  const { items } = readRows(finding, [draft], idAt('uuid'), 'p1')
  return items.map((item) => toSighting(item, { target: 'p1', namespace: 'acme', app: null }, collectOddities().note))[0]
}

describe('the image of a container finding', () => {
  it('is what the package was found in', () => {
    const digest = `sha256:${'a'.repeat(64)}`

    expect(imageIn(['VULNERABILITY', 'CONTAINER'], 'ghcr.io/acme/web@1.2')).toEqual({
      registry: 'ghcr.io',
      name: 'acme/web',
      tag: '1.2',
      digest: null,
    })
    expect(imageIn(['VULNERABILITY', 'CONTAINER'], `acme/web@${digest}`)).toMatchObject({ tag: null, digest })
  })

  it.each([
    [
      { base_image: 'node:20-bookworm', has_base_layer: true },
      { reference: 'node:20-bookworm', brings: true },
    ],
    [
      { base_image: { name: 'node', digest: 'b'.repeat(64) }, has_base_layer: false },
      { reference: `node@sha256:${'b'.repeat(64)}`, brings: false },
    ],
    [{ base_image: { name: 'node:20' } }, { reference: 'node:20' }],
    [{ base_image: null, has_base_layer: false }, undefined],
    [{ base_image: '', has_base_layer: true }, undefined],
  ])('is built on what %o says', (container, base) => {
    expect(sightingIn(['VULNERABILITY', 'CONTAINER'], 'acme/web@1.2', container)?.baseImage).toEqual(base)
  })

  it('is not there for packages of a repository', () => {
    expect(imageIn(['VULNERABILITY', 'SCA'], 'webapp@1.2')).toBeUndefined()
  })
})
