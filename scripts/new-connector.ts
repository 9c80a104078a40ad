// Makes a connector that passes everything, for an invented vendor: `npm run new-connector -- acme "Acme Security"`.
// What is invented about it is then replaced, piece by piece: docs/develop/adding-a-connector.md.
import { join } from 'node:path'
import { makeConnector, nameOf } from './new-connector/make-connector.ts'
import { root } from './tree.ts'

const [id, name] = process.argv.slice(2)

if (id === undefined) {
  console.error('Say which one: npm run new-connector -- <id> ["Name of the vendor"]')
  process.exitCode = 1
} else {
  try {
    const folder = `packages/connectors/src/${id}`
    for (const file of makeConnector(join(root, 'packages/connectors/src'), id, name ?? nameOf(id)))
      console.log(`${folder}/${file}`)
    console.log(`\nIt works already, against a vendor nobody has heard of: npm test -- ${folder}`)
    console.log('What to change, and in which order: docs/develop/adding-a-connector.md')
  } catch (error) {
    console.error(error instanceof Error ? error.message : error)
    process.exitCode = 1
  }
}
