import { describe, expect, it } from 'vitest'
import { createMemory, type Remembered } from './memory.ts'

function answer(text: string): Remembered {
  return { etag: '"1"', status: 200, headers: {}, text }
}

describe('createMemory', () => {
  it('forgets what was used least recently once it is full', () => {
    const memory = createMemory(2 * 2600)
    memory.set('a', answer('x'.repeat(1000)))
    memory.set('b', answer('x'.repeat(1000)))
    memory.get('a')

    memory.set('c', answer('x'.repeat(1000)))

    expect(['a', 'b', 'c'].map((key) => memory.get(key) !== undefined)).toEqual([true, false, true])
  })

  it('keeps nothing that alone would fill it, and counts a replaced answer once', () => {
    const memory = createMemory(5000)
    for (let round = 0; round < 10; round++) memory.set('a', answer('x'.repeat(1000)))

    memory.set('big', answer('x'.repeat(3000)))

    expect(memory.get('a')).toBeDefined()
    expect(memory.get('big')).toBeUndefined()
  })

  it('drops an old answer when the newer one is too big to keep', () => {
    const memory = createMemory(5000)
    memory.set('a', answer('old'))

    memory.set('a', answer('x'.repeat(3000)))

    expect(memory.get('a')).toBeUndefined()
  })
})
