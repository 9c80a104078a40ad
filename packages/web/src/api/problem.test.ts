import { expect, test } from 'vitest'
import { ApiProblem, describeProblem, fieldMessage } from './problem.ts'

const answered = {
  title: 'Unprocessable Content',
  detail: 'The vendor did not accept the API key.',
  code: 'connector-credentials',
  remedy: 'Create a new one.',
  requestId: 'req-1',
  fields: [{ field: 'config.apiKey', message: 'The vendor did not accept the API key.' }],
}

test('it takes words, remedy, request id and fields from the problem document', () => {
  const problem = new ApiProblem(422, answered, null)

  expect(describeProblem(problem)).toEqual({
    title: 'Unprocessable Content',
    detail: 'The vendor did not accept the API key.',
    remedy: 'Create a new one.',
    requestId: 'req-1',
  })
  expect(fieldMessage(problem, 'config.apiKey')).toBe('The vendor did not accept the API key.')
  expect(fieldMessage(problem, 'config.baseUrl')).toBeUndefined()
})

test('it still says something when the answer is no problem document', () => {
  const problem = new ApiProblem(502, '<html>Bad Gateway</html>', 'req-2')

  expect(describeProblem(problem)).toMatchObject({ detail: 'The hub answered 502', requestId: 'req-2' })
  expect(problem.fields).toEqual([])
})

test('it passes over fields that are none', () => {
  expect(new ApiProblem(422, { fields: [{ field: 1 }, null, { field: 'name', message: 'Taken.' }] }, null).fields).toEqual([
    { field: 'name', message: 'Taken.' },
  ])
})

test('it tells a hub that cannot be reached from a page that is broken', () => {
  expect(describeProblem(new TypeError('Failed to fetch')).title).toBe('The hub cannot be reached')
  expect(describeProblem(new Error('x is undefined')).title).toBe('Something went wrong in this page')
  expect(describeProblem('odd').detail).toBe('The reason is unknown.')
})
