import { expect, test } from 'vitest'
import { effectSentences, sumOf } from './effect-sentences.ts'

const nothing = {
  findings: 0,
  closed: 0,
  moved: 0,
  merged: 0,
  left: 0,
  dismissed: 0,
  decisions: 0,
  exportsLeft: 0,
  exportsEmptied: 0,
  exportsJoined: 0,
  refused: [],
}

test('it says what moves, meets its like and stays, and nothing of what does not happen', () => {
  expect(effectSentences({ ...nothing, findings: 3, moved: 2, merged: 1, left: 1, decisions: 1 })).toEqual([
    '3 findings move along.',
    '2 vulnerabilities come to the new place.',
    '1 vulnerability meets its like there and becomes one with it.',
    '1 vulnerability stays open where it is: other records see it too.',
    '1 decision goes along.',
  ])
})

test('it says what unmapping closes', () => {
  expect(effectSentences({ ...nothing, closed: 1, dismissed: 2 })).toEqual([
    '1 finding closes as unmapped.',
    '2 vulnerabilities are dismissed: nobody else sees them.',
  ])
})

test('it says what destinations are sent from then on', () => {
  expect(effectSentences({ ...nothing, exportsLeft: 3, exportsEmptied: 1, exportsJoined: 1 })).toEqual([
    '2 exports are sent without what leaves.',
    '1 export holds nothing else and is emptied over there.',
    '1 export of the new place is sent with what comes.',
  ])
})

test('it says that nothing moves', () => {
  expect(effectSentences(nothing)).toEqual(['No finding moves. Findings come with the next sync.'])
})

test('it adds up the records and keeps what is refused', () => {
  const preview = {
    record: { id: 'rec_1', name: 'web' },
    from: null,
    to: null,
    problem: 'Nothing is suggested for "web".',
    findings: { moved: 2, closed: 0 },
    vulnerabilities: { moved: 1, merged: 1, left: 0, dismissed: 0 },
    decisions: 1,
    exports: { left: 2, emptied: 1, joined: 0 },
  }
  expect(sumOf([preview, { ...preview, problem: null }])).toMatchObject({
    findings: 4,
    moved: 2,
    merged: 2,
    decisions: 2,
    exportsLeft: 4,
    exportsEmptied: 2,
    refused: ['Nothing is suggested for "web".'],
  })
})
