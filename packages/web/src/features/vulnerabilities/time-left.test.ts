import { expect, test } from 'vitest'
import { shortTimeLeft, timeLeftWords } from './time-left.ts'

const due = '2026-12-01T00:00:00.000Z'
const hour = 3600

test.each([
  [12 * 24 * hour + hour, '12d', '12 days left'],
  [24 * hour, '1d', '1 day left'],
  [5 * hour, '5h', '5 hours left'],
  [-3 * 24 * hour, '−3d', '3 days late'],
  [-1 * hour, '−1h', '1 hour late'],
])('it says of %d seconds: %s, or %s', (timeLeft, short, words) => {
  const row = { dueAt: due, timeLeft, waitingSince: null }

  expect([shortTimeLeft(row), timeLeftWords(row)]).toEqual([short, words])
})

test('it says that a clock stands still', () => {
  const row = { dueAt: null, timeLeft: 48 * hour, waitingSince: due }

  expect([shortTimeLeft(row), timeLeftWords(row)]).toEqual(['waits', '2 days left, standing still'])
})

test('it says that there is no deadline', () => {
  const row = { dueAt: null, timeLeft: null, waitingSince: null }

  expect([shortTimeLeft(row), timeLeftWords(row)]).toEqual(['', 'No deadline'])
})
