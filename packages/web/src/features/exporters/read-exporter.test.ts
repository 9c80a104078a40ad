import { expect, it } from 'vitest'
import { readExporter } from './read-exporter.ts'

it('takes an exporter out of a file as it is, and nothing that is no JSON object', () => {
  const exporter = { meta: { name: 'wiz-prod' }, spec: { exporter_type: 'EXPORTER_TYPE_WIZ' } }

  expect(readExporter(JSON.stringify(exporter))).toEqual(exporter)
  expect(['', 'exporter: wiz', '[]', 'null', '"text"'].map(readExporter)).toEqual(Array(5).fill(undefined))
})
