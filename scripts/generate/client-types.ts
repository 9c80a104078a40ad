import openapiTypeScript, { astToString } from 'openapi-typescript'

const header = '// Written by `npm run generate` from docs/reference/openapi.json. Do not edit.\n\n'

/** TypeScript types of the API. */
export async function clientTypes(document: string): Promise<string> {
  return header + astToString(await openapiTypeScript(document, { alphabetize: true }))
}
