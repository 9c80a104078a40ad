import type { Context } from '@patchbay/sdk'
import { idAt, textAt } from '@patchbay/sdk/shape'
import type { Config } from './config.ts'
import { projectPages } from './lists.ts'
import type { Deployment } from './schema.ts'

/** Every project of the organization as Semgrep lists it now, whether a scope has it or not. */
export interface ProjectRoll {
  readonly ids: ReadonlySet<string>
  /** By `nameKey`; projects of two platforms may share a name. */
  readonly idsByName: ReadonlyMap<string, readonly string[]>
}

const idOf = idAt('id')

export async function readProjectRoll(context: Context<Config>, deployment: Deployment): Promise<ProjectRoll> {
  const ids = new Set<string>()
  const idsByName = new Map<string, readonly string[]>()
  for await (const rows of projectPages(context, deployment)) {
    for (const row of rows) {
      const id = idOf(row)
      const name = textAt(row, 'name')
      if (id === null || name === null) continue
      ids.add(id)
      idsByName.set(nameKey(name), [...(idsByName.get(nameKey(name)) ?? []), id])
    }
  }
  return { ids, idsByName }
}

/** Platforms take names for the same whatever their case. */
export function nameKey(name: string): string {
  return name.trim().toLowerCase()
}
