import { documentFormats } from '@patchbay/sdk'
import { expect, it } from 'vitest'
import { finding, stateOf } from '../../test/documents/states.ts'
import { formats } from './formats.ts'

it.each(documentFormats)('writes the format %s while it reads, no more than a page behind', async (format) => {
  let read = 0
  async function* findings() {
    for (let page = 0; page < 20; page += 1) {
      read += 1
      yield Array.from({ length: 5 }, (_, at) => finding(page * 5 + at))
    }
  }
  const readWhenWritten: number[] = []

  for await (const piece of formats[format].write({ ...stateOf([]), findings: findings() })) {
    if ('findings' in piece) readWhenWritten.push(read)
  }

  expect(readWhenWritten.at(0)).toBe(1)
  expect(new Set(readWhenWritten).size).toBe(20)
})
