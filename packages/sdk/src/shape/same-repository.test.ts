import { describe, expect, it } from 'vitest'
import { isSameRepository } from './same-repository.ts'

const found = { id: '7', url: 'https://git.example/acme/shop' }
const meant = { fullName: 'acme/shop', url: 'https://git.example/acme/shop', nativeId: '7' }

describe('the repository that is meant', () => {
  it.each([
    ['by its id', meant, true],
    ['by its id under a new name', { ...meant, url: 'https://git.example/acme/store' }, true],
    ['by its address where no id is known', { ...meant, nativeId: null, url: 'https://git.example/ACME/shop' }, true],
    ['not by its name alone', { ...meant, nativeId: '8' }, false],
    ['not on another host with the same id', { ...meant, url: 'https://other.example/acme/shop' }, false],
    ['not by another address', { ...meant, nativeId: null, url: 'https://git.example/acme/store' }, false],
  ])('is known %s', (_, repository, expected) => {
    expect(isSameRepository(repository, found)).toBe(expected)
  })
})
