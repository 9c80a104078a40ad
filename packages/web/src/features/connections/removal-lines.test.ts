import { describe, expect, it } from 'vitest'
import { removalLines } from './removal-lines.ts'

const removal = {
  records: 2,
  findings: { open: 5, total: 9 },
  vulnerabilities: { open: 3, total: 4, decided: 1 },
  repositories: 0,
  operations: { going: 1, total: 12 },
}

describe('removalLines', () => {
  it('says what closes when the findings are kept', () => {
    expect(removalLines(removal, 'keep')).toEqual([
      '2 records no longer shown.',
      '5 open findings closed.',
      '3 vulnerabilities closed that nobody else sees.',
      '1 operation cancelled.',
      'Its credentials are deleted.',
    ])
  })

  it('says what is gone for good when they are deleted', () => {
    expect(removalLines(removal, 'delete')).toEqual([
      '2 records deleted.',
      '9 findings deleted.',
      '4 vulnerabilities deleted that nobody else sees.',
      '1 decision deleted with them.',
      '1 operation cancelled.',
      'Its credentials are deleted.',
    ])
  })

  it('says what happens even when nothing hangs on it', () => {
    const nothing = {
      records: 0,
      findings: { open: 0, total: 0 },
      vulnerabilities: { open: 0, total: 0, decided: 0 },
      repositories: 0,
      operations: { going: 0, total: 0 },
    }

    expect(removalLines(nothing, 'keep')).toEqual(['Its credentials are deleted.'])
  })
})
