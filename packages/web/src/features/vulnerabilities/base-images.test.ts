import { expect, test } from 'vitest'
import { baseImages, baseWords } from './base-images.ts'

const node20 = { reference: 'node:20', brings: null, recommended: null }

test('it names each base image once, with what any scanner says of it', () => {
  const found = baseImages([
    { baseImage: node20 },
    { baseImage: { ...node20, brings: true } },
    { baseImage: { ...node20, recommended: 'node:22' } },
    { baseImage: null },
    { baseImage: { ...node20, reference: 'debian:11' } },
  ])

  expect(found).toEqual([
    { reference: 'node:20', brings: true, recommended: ['node:22'] },
    { reference: 'debian:11', brings: null, recommended: [] },
  ])
})

test('it does not say who brings the package where scanners contradict each other', () => {
  const [found] = baseImages([{ baseImage: { ...node20, brings: true } }, { baseImage: { ...node20, brings: false } }])
  expect(found?.brings).toBeNull()
})

test('it says what the base image brings and what is advised instead', () => {
  expect(baseWords({ reference: 'node:20', brings: true, recommended: ['node:22', 'node:24'] })).toBe(
    'brings the package; node:22 or node:24 is advised instead',
  )
  expect(baseWords({ reference: 'node:20', brings: false, recommended: [] })).toBe('the package was put on top of it')
  expect(baseWords({ reference: 'node:20', brings: null, recommended: [] })).toBe('')
})
