import type { Section } from '../section.ts'
import { connections } from './connections.ts'
import { mappingRules } from './mapping-rules.ts'
import { notifications } from './notifications.ts'
import { people } from './people.ts'
import { productTypes } from './product-types.ts'
import { products } from './products.ts'
import { scanProfiles } from './scan-profiles.ts'
import { settings } from './settings.ts'

/** What a configuration file can describe, in the order it is done: what others refer to comes first. */
export const sections: readonly Section[] = [
  productTypes,
  products,
  connections,
  scanProfiles,
  mappingRules,
  notifications,
  people,
  settings,
]
