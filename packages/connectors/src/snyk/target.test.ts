import { describe, expect, it } from 'vitest'
import type { z } from 'zod'
import { project } from './schema.ts'
import { projectFacts, toTarget } from './target.ts'

type Attributes = z.input<typeof project>['attributes']

function target(attributes: Attributes, displayName = 'acme/shop') {
  const row = project.parse({
    id: '834bd190-3f57-46bb-b9ef-e11fee859ab4',
    attributes,
    relationships: { target: { data: { attributes: { display_name: displayName, url: null } } } },
  })
  return toTarget(row, { id: 'o1', name: 'Acme', slug: 'acme' }, null, () => undefined)
}

describe('a project that is an image', () => {
  it.each([
    [{ name: 'ghcr.io/acme/shop:1.4.2', type: 'deb', origin: 'github-cr' }, 'ghcr.io', 'acme/shop', '1.4.2'],
    [{ name: 'docker-image|acme/shop:1.4.2', type: 'apk', origin: 'cli' }, null, 'acme/shop', '1.4.2'],
    [{ name: 'localhost:5000/shop:1:/app/package.json', type: 'npm', origin: 'harbor-cr' }, 'localhost:5000', 'shop', '1'],
  ])('is told by its name: %o', (attributes, registry, name, tag) => {
    const { image } = target(attributes)

    expect(image).toEqual({ registry, name, tag, digest: null })
  })

  it('hands its image on to its findings', () => {
    const found = target({ name: 'ghcr.io/acme/shop:1.4.2', type: 'deb', origin: 'github-cr' })

    expect(projectFacts(found)).toMatchObject({ image: 'ghcr.io/acme/shop:1.4.2', base: null })
  })

  it.each(['org.opencontainers.image.base.name', 'image-base'])('says by the tag %s what it is built on', (key) => {
    const tags = [{ key, value: 'node:20-bookworm' }]

    const found = target({ name: 'acme/shop:1', type: 'deb', origin: 'ecr', tags })

    expect(projectFacts(found)?.base).toBe('node:20-bookworm')
  })

  it.each([
    [['org.opencontainers.image.source', 'io.snyk.containers.image.dockerfile']],
    [['image-source', 'image-dockerfile']],
  ])('says by the tags %o where it is built', ([source, dockerfile]) => {
    const tags = [
      { key: 'team', value: 'web' },
      { key: source, value: 'https://github.com/acme/shop' },
      { key: dockerfile, value: '/docker/Dockerfile' },
    ]

    const { image } = target({ name: 'acme/shop:1', type: 'deb', origin: 'ecr', tags })

    expect(image?.source).toEqual({ url: 'https://github.com/acme/shop', dockerfile: 'docker/Dockerfile' })
  })

  it.each([
    ['a manifest', { name: 'acme/shop:package.json', type: 'npm', origin: 'github' }],
    ['a Dockerfile of a repository', { name: 'acme/shop:Dockerfile', type: 'dockerfile', origin: 'github' }],
  ])('is not %s', (_, attributes) => {
    expect(target(attributes).image).toBeUndefined()
  })
})
