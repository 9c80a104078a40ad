import type { Http } from '@patchbay/sdk'
import { type Answer, pages, readAnswer } from '@patchbay/sdk/shape'
import { list } from './schema.ts'

/** Pages of raw rows. `next` is the vendor's cursor, and can be handed back as `from`, also by a later run. */
export function listPages(http: Http, path: string, from?: string): AsyncGenerator<Answer<readonly unknown[]>, void, void> {
  async function read(cursor: string | undefined): Promise<Answer<readonly unknown[]>> {
    const { body } = await http.get({ path, query: { limit: 100, cursor } })
    const { items, next } = readAnswer(list, body, `Acme Security’s answer to ${path}`)
    return { value: items, next: next || undefined }
  }

  return pages(read, { what: path, from })
}

/** Where an organization's things are. */
export function organizationPath(organization: string, ...parts: readonly string[]): string {
  return ['', 'v1', 'organizations', organization, ...parts].map(encodeURIComponent).join('/')
}
