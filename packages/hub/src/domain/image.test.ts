import { describe, expect, it } from 'vitest'
import { fitsImage, imageName, imageSource, shownImage } from './image.ts'

const shop = { registry: 'ghcr.io', name: 'acme/shop' }

describe('imageName', () => {
  it.each([
    [{ registry: 'GHCR.io', name: 'Acme/Shop' }, 'ghcr.io/acme/shop'],
    [{ registry: 'index.docker.io', name: 'nginx' }, 'docker.io/library/nginx'],
    [{ registry: 'docker.io', name: 'acme/shop' }, 'docker.io/acme/shop'],
    [{ registry: null, name: 'acme/shop' }, 'acme/shop'],
  ])('of %o is %s', (image, shown) => {
    expect(shownImage(imageName(image))).toBe(shown)
  })
})

describe('imageSource', () => {
  const place = (repositoryId: number) => ({ repositoryId, dockerfile: null })
  const rule = { registryPattern: null, namePattern: 'acme/*', ...place(2) }
  const all = { told: place(1), rules: [{ ...rule, namePattern: 'other/*' }, rule], labelled: place(3) }

  it('is what is told before what is ruled before what is labelled', () => {
    expect(imageSource(shop, all)).toEqual({ ...place(1), by: 'told' })
    expect(imageSource(shop, { ...all, told: null })).toEqual({ ...place(2), by: 'rule' })
    expect(imageSource(shop, { ...all, told: null, rules: [] })).toEqual({ ...place(3), by: 'label' })
    expect(imageSource(shop, { told: null, rules: [], labelled: null })).toBeNull()
  })
})

describe('fitsImage', () => {
  it('wants every pattern that is given, and at least one', () => {
    expect(fitsImage({ registryPattern: 'GHCR.*', namePattern: null }, shop)).toBe(true)
    expect(fitsImage({ registryPattern: 'ghcr.io', namePattern: '*/shop' }, shop)).toBe(true)
    expect(fitsImage({ registryPattern: 'quay.io', namePattern: '*/shop' }, shop)).toBe(false)
    expect(fitsImage({ registryPattern: null, namePattern: null }, shop)).toBe(false)
  })
})
