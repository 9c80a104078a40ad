import { describe, expect, it } from 'vitest'
import { statusOf } from './status.ts'

const ended = (status: string, statusInfo: string | null = null) => statusOf({ status, statusInfo, result: null })

describe('what Wiz says', () => {
  it.each([
    ['PENDING', 'pending'],
    ['IN_PROGRESS', 'in-progress'],
    ['SUCCESS', 'success'],
    ['SKIPPED', 'skipped'],
    ['FAILURE', 'failure'],
    ['TIMED_OUT', 'timed-out'],
    ['SOMETHING_NEW', 'in-progress'],
  ])('%s is %s, in its own word', (word, state) => {
    expect(ended(word)).toMatchObject({ state, word })
  })

  it.each([
    ['Integration id not found: x', 'Ask Wiz to enable third-party enrichment'],
    [
      "error parsing as ingestion model: json schema validation failed: additionalProperties 'x' not allowed",
      'a mistake in Patchbay',
    ],
    ['UVM is not enabled', 'Preview & Migration Hub'],
    ['Who knows', 'Read what Wiz says'],
  ])('"%s" comes with what to do', (info, remedy) => {
    const status = ended('FAILURE', info)

    expect(status.info).toBe(info)
    expect(status.remedy).toContain(remedy)
  })
})
