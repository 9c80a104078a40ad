import { readdir } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { buffer } from 'node:stream/consumers'
import { describe, expect, it } from 'vitest'
import { spool, unpacked } from './spool.ts'

async function* pieces(texts: readonly string[]): AsyncGenerator<string, void, void> {
  yield* texts
}

async function filesLeft(): Promise<number> {
  return (await readdir(tmpdir())).filter((name) => /^patchbay-[0-9a-f-]{36}\.gz$/.test(name)).length
}

describe('spool', () => {
  it('gives back what was written, and how long it is uncompressed', async () => {
    const text = ['{"a":"ä"}\n', '€'.repeat(70_000), '\n']
    await using spooled = await spool(pieces(text))

    const bytes = await buffer(unpacked(spooled.parts()))

    expect(bytes.toString()).toBe(text.join(''))
    expect(bytes).toHaveLength(spooled.size)
  })

  it('cuts what it keeps in pieces that a row of a table can hold', async () => {
    const noise = Array.from({ length: 40_000 }, (_, index) => `${Math.sin(index)}${Math.cos(index)}`)
    await using spooled = await spool(pieces(noise))
    const sizes: number[] = []

    for await (const part of spooled.parts()) sizes.push(part.length)

    expect(sizes.length).toBeGreaterThan(1)
    expect(Math.max(...sizes)).toBeLessThanOrEqual(256 * 1024)
  })

  it('leaves no file behind, not even when the text breaks off', async () => {
    const before = await filesLeft()
    async function* broken(): AsyncGenerator<string, void, void> {
      yield 'begun'
      throw new Error('broken off')
    }

    await expect(spool(broken())).rejects.toThrow('broken off')
    const spooled = await spool(pieces(['all']))
    await spooled[Symbol.asyncDispose]()

    expect(await filesLeft()).toBeLessThanOrEqual(before)
  })
})

describe('unpacked', () => {
  it('says so when what was kept is damaged', async () => {
    async function* damaged(): AsyncGenerator<Buffer, void, void> {
      yield Buffer.from('this is no gzip')
    }

    await expect(buffer(unpacked(damaged()))).rejects.toThrow('incorrect header')
  })
})
