import type { CommitPlace, NewChangeRequest } from '../../model/change-request.ts'
import type { OpenedChangeRequests } from '../../plugin.ts'
import type { PlatformFacts } from '../world.ts'
import type { Session } from './session.ts'
import { commentOf, hostileText } from './tracking.ts'

/** The change requests of a session. Throws for a connector that has none. */
export function changeRequestsOf({ opened }: Session): OpenedChangeRequests {
  if (opened.changeRequests === undefined) throw new Error('It has no change requests.')
  return opened.changeRequests
}

export const isPackageJson = (path: string): boolean => path === 'package.json' || path.endsWith('/package.json')

export async function headOf(session: Session, { repository }: PlatformFacts): Promise<CommitPlace> {
  return { repository, ...(await changeRequestsOf(session).head(repository)) }
}

/** The name of a branch, the same for the same number. */
export function sourceOf(number = 1): string {
  return `patchbay/lodash-4.17.21-kit${String(number).padStart(6, '0')}`
}

/** A change of every `package.json`, made at the end of the default branch as it is now. */
export async function changeOf(session: Session, facts: PlatformFacts, number = 1): Promise<NewChangeRequest> {
  const files = Object.keys(facts.files() ?? {}).filter(isPackageJson)
  return {
    ...(await headOf(session, facts)),
    source: sourceOf(number),
    title: `Upgrade lodash (${number})`,
    text: [
      { kind: 'paragraph', line: [{ text: 'Upgrades ' }, { text: 'lodash', as: 'code' }, { text: ' to 4.17.21.' }] },
      { kind: 'list', lines: [[{ text: 'CVE-2021-23337', url: 'https://hub.example/vulnerabilities/vul_1' }]] },
    ],
    files: files.map((path) => ({ path, text: `{ "dependencies": { "lodash": "4.17.21" } } — ${path} ${number}\n` })),
  }
}

export async function openChange(session: Session, facts: PlatformFacts, number = 1) {
  return changeRequestsOf(session).open(await changeOf(session, facts, number))
}

/** Everything that is done with change requests, once: on a fresh branch, and on one that was left over. */
export async function proposeChanges(session: Session, way: number): Promise<void> {
  const facts = session.world.ways[way]?.changeRequests
  if (facts === undefined) return
  const requests = changeRequestsOf(session)
  const place = await headOf(session, facts)
  const { paths } = await requests.list(place, isPackageJson)
  for (const path of paths) await requests.read(place, path)
  const { id } = await openChange(session, facts, 1)
  facts.people.branch(sourceOf(2))
  await openChange(session, facts, 2)
  await requests.comment(id, { ...commentOf(), text: hostileText })
  await requests.status(id)
}
