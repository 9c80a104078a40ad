import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { listFiles, root } from '../tree.ts'

export const template = join(root, 'scripts/connector-template/acme')

/**
 * Copies the template to `<connectors>/<id>` under a name of its own. Returns the files made, relative to that folder. Throws an
 * error to be shown as it is when the id is none or taken.
 */
export function makeConnector(connectors: string, id: string, name: string): readonly string[] {
  if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(id)) {
    throw new Error(`"${id}" cannot be a connector’s id. Write it in lower case with dashes, like endor-labs.`)
  }
  const folder = join(connectors, id)
  if (existsSync(folder)) throw new Error(`There already is a connector "${id}": ${folder}`)

  const rename = renamer(id, name)
  return listFiles(template, ['**/*']).map((file) => {
    const made = rename(file)
    mkdirSync(join(folder, made, '..'), { recursive: true })
    writeFileSync(join(folder, made), rename(readFileSync(join(template, file), 'utf8')))
    return made
  })
}

/** The template is an ordinary connector; its three spellings of its own name are what changes. */
function renamer(id: string, name: string): (text: string) => string {
  const pascal = id.replaceAll(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase())
  const letters = pascal
    .replaceAll(/[^A-Z]/g, '')
    .padEnd(2, pascal.slice(1, 2).toUpperCase())
    .slice(0, 2)
  return (text) =>
    text
      .replaceAll('Acme Security', name)
      .replaceAll("letters: 'AC'", `letters: '${letters}'`)
      .replaceAll('Acme', pascal)
      .replaceAll('acme', id)
}

/** The name people know a vendor by, as far as its id tells: `endor-labs` is Endor Labs. */
export function nameOf(id: string): string {
  return id
    .split('-')
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join(' ')
}
