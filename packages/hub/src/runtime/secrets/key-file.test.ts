import { chmod, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { parseKeys } from './key.ts'
import { loadKeys, loadOrCreateKey } from './key-file.ts'

let folder = ''

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'patchbay-key-'))
})

afterEach(() => rm(folder, { recursive: true }))

describe('loadOrCreateKey', () => {
  it('makes a key on the first start that only this user can read, and finds it on the second', async () => {
    const data = join(folder, 'new', 'data')

    const first = await loadOrCreateKey(data)
    const second = await loadOrCreateKey(data)

    expect(second).toEqual(first)
    expect(await readdir(data)).toEqual(['secret.key'])
    expect((await stat(join(data, 'secret.key'))).mode & 0o777).toBe(0o600)
  })

  it('ends up with one key when two processes start at the same moment', async () => {
    const rings = await Promise.all([1, 2, 3, 4].map(() => loadOrCreateKey(folder)))

    expect(new Set(rings.map((ring) => ring.current.id)).size).toBe(1)
    expect(await readdir(folder)).toEqual(['secret.key'])
  })

  it('closes a key file that others could read', async () => {
    await loadOrCreateKey(folder)
    await chmod(join(folder, 'secret.key'), 0o644)

    await loadOrCreateKey(folder)

    expect((await stat(join(folder, 'secret.key'))).mode & 0o777).toBe(0o600)
  })

  it('names the file when its content is damaged, and leaves it alone', async () => {
    const path = join(folder, 'secret.key')
    await writeFile(path, 'f-1:tooshort\n')

    await expect(loadOrCreateKey(folder)).rejects.toThrow(`${path}, entry 1: the key "f-1" has`)
    expect(await readFile(path, 'utf8')).toBe('f-1:tooshort\n')
  })

  it('does not make a second key where the first is empty', async () => {
    await writeFile(join(folder, 'secret.key'), '')

    await expect(loadOrCreateKey(folder)).rejects.toThrow(/holds no key/)
  })
})

describe('loadKeys', () => {
  it('seals with the given key and still opens with the key file', async () => {
    const filed = await loadOrCreateKey(folder)
    const given = parseKeys('correct horse battery staple')

    const ring = await loadKeys(folder, 'correct horse battery staple')

    expect(ring).toEqual({ current: given.current, older: [filed.current] })
  })

  it('makes no key file when a key is given', async () => {
    await loadKeys(folder, 'correct horse battery staple')

    expect(await readdir(folder)).toEqual([])
  })

  it('falls back to the key file without one', async () => {
    expect(await loadKeys(folder, undefined)).toEqual(await loadOrCreateKey(folder))
  })
})
