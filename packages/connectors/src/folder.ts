import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The folder whose sub-folders are the built-in connectors, one each. The loader scans it; nothing lists them. */
export const connectorsFolder = dirname(fileURLToPath(import.meta.url))
