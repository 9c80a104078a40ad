import type { RepositoryClue } from '@patchbay/sdk'
import { linksOf } from './match.ts'
import { repositoryPath } from './path.ts'

/** What a record's own application is recognised by when no source control lists its repository. */
interface ApplicationSubject {
  readonly id: number
  readonly clue: RepositoryClue | null
}

/**
 * The keys of a record: records that share one are about the same thing. The platform's own id and every address of the
 * repository, each with the path below its root, so that parts of one repository stay apart. A record that tells neither has a
 * key of its own: a name says nothing, two teams may well have an `api` each.
 */
export function applicationKeys({ id, clue }: ApplicationSubject): readonly string[] {
  const links = clue === null ? [] : linksOf(clue)
  if (links.length === 0) return [`record ${id}`]
  const path = repositoryPath(clue?.path ?? '')
  return links.map((link) => (path === '' ? link : `${link}#${path}`))
}

/** The key for people: `git.example.com/acme/shop`, `git.example.com/acme/shop, services/api`, `id 17 on git.example.com`. */
export function shownApplicationKey(key: string): string {
  return key.replace(/^~/, '').replace('#', ', ')
}

/** Whether a key is the platform's own id, which is believed more than an address. */
export function isNativeKey(key: string): boolean {
  return key.startsWith('id ')
}
