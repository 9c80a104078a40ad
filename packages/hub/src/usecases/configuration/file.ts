import { stringify } from 'yaml'
import type { ConfigurationDocument } from './document.ts'

const heading = `# The configuration of a Patchbay. Change it and say: patchbay apply -f patchbay.yaml
# No secret is in here: env:NAME and file:PATH say where "patchbay apply" finds each one, on the machine it runs on.

`

/** The document as a YAML file that can be applied as it is. The same configuration is the same text. */
export function configurationFile(document: ConfigurationDocument): string {
  return heading + stringify(document, { lineWidth: 0, aliasDuplicateObjects: false })
}
