/** How many findings may close in one run without anybody looking, and which share of what was present. Both must be passed to hold. */
const freely = 20
const percent = 30

/**
 * Whether a complete answer drops so much that it is more likely a broken scan than good work: more than 20 findings and
 * more than 30 % of those that were present. Such a run closes nothing until somebody confirms it.
 * `present`: open findings of the record and family before the run; `missing`: those among them that the run did not see.
 */
export function shouldHold({ present, missing }: { readonly present: number; readonly missing: number }): boolean {
  return missing > freely && missing * 100 > present * percent
}
