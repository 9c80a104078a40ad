import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { Fault } from '../fault.ts'
import { idAt, readAnswer, readRows } from './read.ts'

const row = z.object({ uuid: z.string().min(1), spec: z.object({ level: z.string() }) })

describe('readRows', () => {
  it('sets an odd row aside with its id and the field’s path, and keeps the others', () => {
    const good = { uuid: 'a', spec: { level: 'HIGH' }, extra: 1 }
    const rows = [good, { uuid: 'b', spec: {} }, { spec: { level: 'LOW' } }, null, 'text']

    const { items, unreadable } = readRows(row, rows, idAt('uuid'), 'project-1')

    expect(items).toEqual([{ uuid: 'a', spec: { level: 'HIGH' } }])
    expect(unreadable.map(({ externalId, target, path }) => ({ externalId, target, path }))).toEqual([
      { externalId: 'b', target: 'project-1', path: 'spec.level' },
      { externalId: null, target: 'project-1', path: 'uuid' },
      { externalId: null, target: 'project-1', path: '(row)' },
      { externalId: null, target: 'project-1', path: '(row)' },
    ])
    expect(unreadable.every(({ message }) => message.length > 0)).toBe(true)
  })
})

describe('idAt', () => {
  it('reads text and numbers, and nothing else', () => {
    const rows = [{ id: 'x' }, { id: 7 }, { id: '' }, { id: {} }, {}, null, []]

    expect(rows.map(idAt('id'))).toEqual(['x', '7', null, null, null, null, null])
  })
})

describe('readAnswer', () => {
  it('raises contract naming the path', () => {
    const read = () => readAnswer(z.object({ list: z.object({ objects: z.array(z.unknown()) }) }), { list: {} }, 'The answer')

    expect(read).toThrow(Fault)
    expect(read).toThrow(expect.objectContaining({ kind: 'contract', details: { path: 'list.objects' } }))
  })
})
