import { publicId } from '../../../domain/public-id.ts'
import type { ExplainReader, SyncView } from '../../../store/explain/reader.ts'
import type { FilteredReader } from '../../../store/filtered/reader.ts'
import { parseCounts } from '../operations.ts'
import type { AnswerOf } from '../resources/explanation.ts'
import { troubleOf } from '../values.ts'
import { ended } from './answers.ts'
import { atTime, heldBackWords, unreadWords } from './words.ts'

interface Deps {
  readonly explain: Pick<ExplainReader, 'lastSync' | 'unread' | 'skipped' | 'setAsideKept'>
  readonly filtered: Pick<FilteredReader, 'countByReason'>
}

/** Nothing is known of an id: says what the vendor's last answer was, and how far it reached. */
export async function aboutAbsent(
  { explain, filtered }: Deps,
  connectionId: number,
  running: number | null,
): Promise<AnswerOf<'absent'>> {
  const [last, complete] = await Promise.all([
    explain.lastSync(connectionId, 'ended'),
    explain.lastSync(connectionId, 'complete'),
  ])
  const [notRead, skipped, listed, known] = await Promise.all([
    explain.unread(connectionId, last?.id ?? null),
    last === undefined ? [] : explain.skipped(last.id),
    last === undefined ? 0 : explain.setAsideKept(last.id),
    last === undefined ? {} : filtered.countByReason(last.id),
  ])
  const counts = parseCounts(last?.counts)
  const facts = {
    lastComplete:
      complete === undefined ? null : { operation: publicId('operation', complete.id), at: complete.endedAt.toISOString() },
    lastSync: last === undefined ? null : lastSyncOf(last),
    running: running === null ? null : publicId('operation', running),
    notRead: notRead.map((group) => ({ ...group, names: [...group.names] })),
    skipped: skipped.map((part) => ({ ...part })),
    setAside: { rows: counts.setAside, listed },
    heldBack: without(counts.filtered, known),
  }
  return { kind: 'absent', sentence: sentenceOf(facts), steps: stepsOf(facts), ...facts }
}

/** What was counted and did not come: of rows that came, the ids are known. */
function without(counted: Readonly<Record<string, number>>, known: Readonly<Record<string, number>>): Record<string, number> {
  const rest = Object.entries(counted).map(([reason, n]) => [reason, n - (known[reason] ?? 0)] as const)
  return Object.fromEntries(rest.filter(([, n]) => n > 0))
}

type Facts = Omit<AnswerOf<'absent'>, 'kind' | 'sentence' | 'steps'>

function lastSyncOf(sync: SyncView): NonNullable<Facts['lastSync']> {
  return {
    operation: publicId('operation', sync.id),
    at: sync.endedAt.toISOString(),
    state: sync.state,
    problem: troubleOf(sync.problem)?.message ?? null,
  }
}

function sentenceOf({ lastComplete, lastSync }: Facts): string {
  if (lastSync === null) return 'Nothing is known of it: this connection has not been synced yet.'
  const partial =
    lastSync.state === 'complete'
      ? ''
      : ` The last sync, ${lastSync.operation}, was ${lastSync.state}${lastSync.problem === null ? '.' : `: ${ended(lastSync.problem)}`}`
  if (lastComplete === null) return `Nothing is known of it, but no sync of this connection has seen everything yet.${partial}`
  return `It was not in the vendor's last complete answer, ${lastComplete.operation} on ${atTime(new Date(lastComplete.at))}.${partial}`
}

function stepsOf({ notRead, skipped, setAside, heldBack, running }: Facts): string[] {
  const back = heldBackWords(heldBack)
  return [
    ...(running === null ? [] : [`${running} is on its way; ask again when it has ended.`]),
    ...notRead.map(unreadWords),
    ...skipped.map(
      ({ target, family, reason }) =>
        `Not looked at${family === null ? '' : `: ${family}`}${target === null ? '' : ` of ${target}`}: ${ended(reason)}`,
    ),
    ...(setAside.rows > setAside.listed
      ? [
          `${setAside.rows.toLocaleString('en')} rows could not be read, of which only ${setAside.listed.toLocaleString('en')} are written down; it may be among the others.`,
        ]
      : []),
    ...(back === '' ? [] : [back]),
    'Check the id: it is the one the vendor gives the finding, or the address of its page there.',
  ]
}
