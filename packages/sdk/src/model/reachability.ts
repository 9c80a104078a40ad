/** Whether the vulnerable code can run, as far as a scanner knows: the five verdicts every scanner's own words are mapped to. */
export const reachabilities = [
  'reachable-function',
  'reachable-dependency',
  'potentially-reachable',
  'unreachable',
  'unknown',
] as const

export type Reachability = (typeof reachabilities)[number]
