import { expect, it } from 'vitest'
import { baseImage, imageEvidence, imageReference } from './image.ts'

const none = { registry: null, tag: null, digest: null }
const digest = `sha256:${'a'.repeat(64)}`

it.each([
  ['ghcr.io/acme/shop:1.4.2', { registry: 'ghcr.io', name: 'acme/shop', tag: '1.4.2', digest: null }],
  [`ghcr.io/acme/shop:1.4.2@${digest}`, { registry: 'ghcr.io', name: 'acme/shop', tag: '1.4.2', digest }],
  [`localhost:5000/shop@${digest}`, { registry: 'localhost:5000', name: 'shop', tag: null, digest }],
  ['container://ghcr.io/acme/shop@1.2', { registry: 'ghcr.io', name: 'acme/shop', tag: '1.2', digest: null }],
  ['acme/shop', { ...none, name: 'acme/shop' }],
  ['golang@1.16-alpine', { ...none, name: 'golang', tag: '1.16-alpine' }],
])('reads %s', (text, image) => {
  expect(imageEvidence(text)).toEqual(image)
})

it('takes what the text leaves out from fields of their own, and leaves names that are no address', () => {
  const told = { registry: 'https://ghcr.io/v2', tag: '2', digest: 'A'.repeat(64) }

  expect(imageEvidence('acme/shop', told)).toEqual({ registry: 'ghcr.io', name: 'acme/shop', tag: '2', digest })
  expect(imageEvidence('quay.io/acme/shop:1', told)).toMatchObject({ registry: 'quay.io', tag: '1' })
  expect(imageEvidence('acme/shop', { registry: 'Our registry' })).toMatchObject({ registry: null })
})

it('knows none in a blank text', () => {
  expect([imageEvidence(' '), imageEvidence(null), imageEvidence(':1')]).toEqual([null, null, null])
})

it('names a base image with its digest, and says nothing of layers that nobody tells of', () => {
  expect(baseImage('node:20-bookworm', { digest, brings: true })).toEqual({
    reference: `node:20-bookworm@${digest}`,
    brings: true,
  })
  expect(baseImage('node:20-bookworm', { brings: null })).toEqual({ reference: 'node:20-bookworm' })
  expect(baseImage(' ')).toBeNull()
})

it('writes it as container tools do', () => {
  const image = imageEvidence(`ghcr.io/acme/shop:1@${digest}`)

  expect(image && imageReference(image)).toBe(`ghcr.io/acme/shop:1@${digest}`)
})
