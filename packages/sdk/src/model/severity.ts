/** How bad a problem is, worst first. `unknown` means the scanner did not say or said a word we do not know; it is never a guess. */
export const severities = ['critical', 'high', 'medium', 'low', 'info', 'unknown'] as const

export type Severity = (typeof severities)[number]
