import { kinds } from '@patchbay/sdk'
import { collect, openScripted } from '@patchbay/sdk/testing'
import { expect, it } from 'vitest'
import connector from './index.ts'

const settings = { namespace: 'acme', apiKey: 'endr+key', apiSecret: 'endr+secret' }
const target = { ref: 'p1', name: 'acme/p1', tags: [], attributes: { namespace: 'acme.web' } }

const rows = (...objects: readonly unknown[]) => ({ body: { list: { objects, response: {} } } })
const counted = (count: number) => ({ body: { count_response: { count } } })

/** A child namespace whose lists are given; counts of findings are those of the list. */
function namespace({ findings, projects }: { readonly findings: readonly unknown[]; readonly projects: number }) {
  return openScripted(connector, settings, {
    '/v1/namespaces/acme.web/findings': (query) =>
      query['list_parameters.count'] === true ? counted(findings.length) : rows(...findings),
    '/v1/namespaces/acme.web/projects': counted(projects),
  })
}

const finding = { uuid: 'f1', meta: {}, spec: { finding_categories: ['FINDING_CATEGORY_VULNERABILITY'] } }

it('closes nothing of a project that is out of sight: its namespace then looks empty, without an error', async () => {
  const { asked, opened } = namespace({ findings: [], projects: 0 })

  const { coverage } = await collect(opened.sync?.({ targets: [target], kinds }))

  expect(coverage).toEqual({ kind: 'complete', gaps: [{ target: 'p1', reason: expect.stringContaining('no more') }] })
  expect(asked.at(-1)?.query).toMatchObject({ 'list_parameters.filter': 'uuid=="p1"' })
})

it('believes an empty list of a project that is in sight', async () => {
  const { opened } = namespace({ findings: [], projects: 1 })

  expect((await collect(opened.sync?.({ targets: [target], kinds }))).coverage).toEqual({ kind: 'complete' })
})

it('asks nobody about a project that has findings, be they of families that are not wanted', async () => {
  const { asked, opened } = namespace({ findings: [finding], projects: 0 })

  expect((await collect(opened.sync?.({ targets: [target], kinds: ['code'] }))).coverage).toEqual({ kind: 'complete' })
  expect(asked.filter(({ path }) => path.endsWith('/projects'))).toEqual([])
})

it('takes no project for gone when none is visible at all', async () => {
  const empty = rows()
  const { opened } = openScripted(connector, settings, {
    '/v1/namespaces/acme/projects': empty,
    '/v1/namespaces/acme/repositories': empty,
    '/v1/namespaces/acme/repository-versions': empty,
  })

  expect((await collect(opened.discover?.())).coverage).toEqual({
    kind: 'partial',
    missing: 'no project is visible in the namespace acme',
  })
})
