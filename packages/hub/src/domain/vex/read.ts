import { readCsaf } from './csaf.ts'
import { readCycloneDx } from './cyclonedx.ts'
import { readOpenVex } from './openvex.ts'
import { fieldsOf, textOf, unreadableVex, type VexDocument } from './vex.ts'

/** Reads a VEX document of whichever format it is. Throws a `vex-unreadable` problem for anything else. */
export function readVex(text: string): VexDocument {
  const root = fieldsOf(parsed(text))
  if (textOf(root['@context'])?.startsWith('https://openvex.dev/') === true) return readOpenVex(root)
  if (root['bomFormat'] === 'CycloneDX') return readCycloneDx(root)
  if (textOf(fieldsOf(root['document'])['csaf_version']) === '2.0') return readCsaf(root)
  throw unreadableVex('This is no VEX document.')
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw unreadableVex('This is not JSON, or cut off.')
  }
}
