import type { Answer } from '@patchbay/sdk/testing'
import type { Access } from './emulator-access.ts'
import { mediaType } from './emulator-error.ts'
import type { SnykEstate } from './emulator-estate.ts'
import type { Paging } from './emulator-page.ts'

/** Switches for what the public sources leave open or contradict each other on. */
export interface SnykBehaviour {
  links: Paging['links']
  lastPage: Paging['lastPage']
  /** Whether counts in `meta` are those of now or still the ones of a scan before, which are larger. */
  counts: 'exact' | 'stale'
  /** What a target is called whose repository was renamed after it was imported. */
  renamedTargets: 'followed' | 'kept'
  /** Days a resolved issue stays listed. */
  retention: number
}

/** Everything the routes share. */
export interface Service {
  readonly estate: SnykEstate
  readonly access: Access
  readonly behaviour: SnykBehaviour
  readonly rowsPerPage: number
}

export function pagingOf({ behaviour, rowsPerPage }: Service): Paging {
  return { links: behaviour.links, lastPage: behaviour.lastPage, rowsPerPage }
}

export function one(data: unknown): Answer {
  return { status: 200, headers: { 'content-type': mediaType }, body: { jsonapi: { version: '1.0' }, data, links: {} } }
}

/** A count as the vendor reports it. */
export function counted({ behaviour }: Service, exact: number): number {
  return behaviour.counts === 'exact' ? exact : exact + 1 + Math.floor(exact / 20)
}
