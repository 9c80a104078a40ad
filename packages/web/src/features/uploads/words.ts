import type { ExportOutcome, UpcomingUpload, Upload } from '../../api/types.ts'

/** Why an upload leaves. */
export const reasonWords: Readonly<Record<Upload['reason'], string>> = {
  first: 'First time',
  changed: 'Findings changed',
  refresh: 'Daily refresh',
  retire: 'No longer exported',
  asked: 'Somebody asked',
}

const restWords: Readonly<Record<NonNullable<UpcomingUpload['rests']>, string>> = {
  underway: 'On its way',
  unchanged: 'Nothing new',
  incomplete: 'Waits for a complete sync',
  retired: 'Emptied',
  paused: 'Exporter is paused',
  held: 'Waits for the destination',
}

const retiredWords: Readonly<Record<NonNullable<UpcomingUpload['retiredBecause']>, string>> = {
  removed: 'the repository is gone',
  archived: 'the repository is archived',
  unmapped: 'no record leads to it',
  'not-exported': 'its scan profile does not send it there',
}

/** Why a branch leaves next, or why it does not. */
export function whyNext({ reason, rests, retiredBecause }: UpcomingUpload): string {
  const retired = retiredBecause === null ? '' : `: ${retiredWords[retiredBecause]}`
  if (rests === 'paused' || rests === 'held' || reason === null) return `${rests === null ? '' : restWords[rests]}${retired}`
  return `${reasonWords[reason]}${retired}`
}

/** `2 left today`; when one leaves next is told apart. */
export function slotWords({ slotsLeft }: UpcomingUpload): string {
  if (slotsLeft === null) return 'No limit'
  return slotsLeft === 0 ? 'None left today' : `${slotsLeft} left today`
}

const outcomeWords: Readonly<Record<ExportOutcome['outcome'], string>> = {
  begun: 'is on its way',
  underway: 'is on its way already',
  'no-slot': 'has to wait: the destination takes no more today',
  incomplete: 'waits for a complete sync',
  paused: 'does not leave: the exporter is paused',
  'no-connector': 'cannot leave: its connector is not installed',
}

/** What became of the wish to export, one sentence for each family. */
export function outcomeSentences(outcomes: readonly ExportOutcome[], preview: boolean): readonly string[] {
  return outcomes.map(({ family, outcome }) =>
    preview && outcome === 'begun'
      ? `The preview of ${family} is being written.`
      : `The upload of ${family} ${outcomeWords[outcome]}.`,
  )
}

/** `acme/shop#main`, and the part where there are several. */
export function placeOf({ repository, branch, slice }: Pick<Upload, 'repository' | 'branch' | 'slice'>): string {
  return `${repository.name}#${branch}${slice.of > 1 ? ` (${slice.number} of ${slice.of})` : ''}`
}
