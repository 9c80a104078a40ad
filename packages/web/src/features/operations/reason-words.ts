import { sentenceCase } from '../../format/words.ts'

const sentences: Readonly<Record<string, string>> = {
  'no-cve': 'had no CVE',
  'below-minimum-severity': 'were below the minimum severity',
  'kind-not-selected': 'were of a kind that is not imported',
  'already-resolved': 'were already resolved in the scanner',
  'on-another-branch': 'were on another branch',
  'of-another-record': 'belong to a record that was not to be read',
  'demo-application': 'belong to a demo application of the vendor',
}

const names: Readonly<Record<string, string>> = {
  'no-cve': 'No CVE',
  'below-minimum-severity': 'Below the minimum severity',
  'kind-not-selected': 'Kind not selected',
}

/** Why rows were left out, as the end of a sentence about them. */
export function reasonSentence(reason: string): string {
  return sentences[reason] ?? sentenceCase(reason).toLowerCase()
}

/** The same as a name. */
export function reasonName(reason: string): string {
  return names[reason] ?? sentenceCase(reason)
}
