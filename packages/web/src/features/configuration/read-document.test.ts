import { expect, test } from 'vitest'
import { readDocument } from './read-document.ts'

test('it reads YAML and JSON alike', async () => {
  const document = { version: 1, products: [{ name: 'Web shop', tags: ['pci'] }] }

  expect(await readDocument('version: 1\nproducts:\n  - name: Web shop\n    tags: [pci]\n')).toEqual(document)
  expect(await readDocument(JSON.stringify(document))).toEqual(document)
})

test('it names the line of what it cannot read', async () => {
  await expect(readDocument('version: 1\nversion: 1\n')).rejects.toThrow(/^Line 2: /)
  await expect(readDocument('version: 1\nproducts: [\n')).rejects.toThrow(/^Line \d: /)
})

test('it refuses what is no document', async () => {
  await expect(readDocument('')).rejects.toThrow('version: 1')
  await expect(readDocument('- version: 1')).rejects.toThrow('version: 1')
})
