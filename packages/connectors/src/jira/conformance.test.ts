import { conformance } from '@patchbay/sdk/conformance'
import connector from './index.ts'

conformance(connector, import.meta.dirname)
