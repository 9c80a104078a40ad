import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { pathToFileURL } from 'node:url'
import type { DocumentFormat } from '@patchbay/sdk'
import { Ajv, type ValidateFunction } from 'ajv'
import { default as Ajv4 } from 'ajv-draft-04'
import addFormats from 'ajv-formats'
import type { z } from 'zod'
import { ocsfRules } from './ocsf-rules.ts'
import { openvexRules } from './openvex-rules.ts'
import { rowsOf } from './rows.ts'

/** What is wrong with a document, by the public schema of its format and what the standard says beside it. Empty when nothing is. */
export async function problemsOf(format: DocumentFormat, text: string): Promise<readonly string[]> {
  return checks[format](text)
}

const checks: Readonly<Record<DocumentFormat, (text: string) => Promise<readonly string[]> | readonly string[]>> = {
  sarif: (text) => errorsOf(sarif(), text),
  cyclonedx: (text) => errorsOf(cyclonedx(), text),
  openvex: (text) => (text === '' ? ['no document'] : issues(openvexRules, JSON.parse(text))),
  csaf: async (text) => {
    const { validate, tests } = await csaf()
    const { isValid, tests: told } = await validate(tests, JSON.parse(text))
    if (isValid) return []
    return told.filter((test: CsafTest) => !test.isValid).map((test: CsafTest) => `${test.name} ${JSON.stringify(test.errors)}`)
  },
  ocsf: (text) => linesOf(text, '\n').flatMap((line) => issues(ocsfRules, JSON.parse(line))),
  csv: (text) => {
    const widths = rowsOf(text).map((row) => row.length)
    return widths.every((width) => width === widths[0]) ? [] : [`Rows of ${[...new Set(widths)].join(', ')} cells`]
  },
}

function issues(rules: z.ZodType, value: unknown): readonly string[] {
  return rules.safeParse(value).error?.issues.map(({ path, message }) => `${path.join('.')} ${message}`) ?? []
}

function errorsOf(validate: ValidateFunction, text: string): readonly string[] {
  if (validate(JSON.parse(text))) return []
  return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`)
}

interface CsafTest {
  readonly name: string
  readonly isValid: boolean
  readonly errors: unknown
}

/** The schema and the mandatory tests of CSAF (chapter 6.1), as the BSI's validator has them. It is large: only who needs it loads it. */
const csaf = once(async () => {
  const [{ csaf_2_0_strict: schema }, mandatory, { default: validate }] = await Promise.all([
    import('@secvisogram/csaf-validator-lib/schemaTests.js'),
    import('@secvisogram/csaf-validator-lib/mandatoryTests.js'),
    import('@secvisogram/csaf-validator-lib/validate.js'),
  ])
  return { validate, tests: [schema, ...Object.values(mandatory)] }
})

/** The schema of OASIS, as the matchers of the SARIF SDK bring it. */
const sarif = once(() => {
  const ajv = new Ajv4.default({ strict: false, allErrors: true, unicodeRegExp: false })
  addFormats.default(ajv)
  return ajv.compile(schemaOf('@microsoft/jest-sarif', 'schemas/sarif-2.1.0-rtm.5.json'))
})

/** The schema of CycloneDX, as its library brings it. */
const cyclonedx = once(() => {
  const ajv = new Ajv({ strict: false })
  addFormats.default(ajv)
  ajv.addFormat('idn-email', true)
  ajv.addFormat('iri-reference', /^[^\s<>"{}|\\^`]*$/)
  const library = '@cyclonedx/cyclonedx-library'
  for (const name of ['spdx.SNAPSHOT.schema.json', 'jsf-0.82.SNAPSHOT.schema.json']) {
    ajv.addSchema(schemaOf(library, `../res/schema/${name}`), `http://cyclonedx.org/schema/${name}`)
  }
  return ajv.compile(schemaOf(library, '../res/schema/bom-1.6.SNAPSHOT.schema.json'))
})

function schemaOf(library: string, path: string) {
  const main = createRequire(import.meta.url).resolve(library)
  return JSON.parse(readFileSync(new URL(path, pathToFileURL(main)), 'utf8'))
}

function once<T>(make: () => T): () => T {
  let made: T | undefined
  return () => {
    made ??= make()
    return made
  }
}

function linesOf(text: string, end: string): readonly string[] {
  return text.split(end).filter((line) => line !== '')
}
