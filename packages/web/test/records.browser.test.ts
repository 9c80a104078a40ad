import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { expectAccessible, themes } from './browser.ts'
import { describeCompany } from './company.ts'

const slow = 600_000

describeCompany('the records in the web app', (stage) => {
  it.each(themes)(
    'shows what a mapping will move, maps, tells it in the history and takes it back, in the %s theme',
    async (theme) => {
      await using visitor = await stage.enter({ theme })
      const { page } = visitor
      const name = await openRecords(page)

      await page.getByRole('button', { name: `More for ${name}` }).click()
      await page.getByRole('menuitem', { name: 'Remap…' }).click()
      await page.getByRole('radiogroup', { name: 'Map to' }).getByText('New product').click()
      await page.getByText(/finding(s)? move/).waitFor()
      await expectAccessible(page, theme)
      await page.getByRole('button', { name: 'Map', exact: true }).click()
      await page.getByText(`Mapped ${name}`).waitFor()

      await page.getByRole('button', { name: `More for ${name}` }).click()
      await page.getByRole('menuitem', { name: 'History' }).click()
      await page
        .getByText(/^Moved from .* mapped by hand\.$/)
        .first()
        .waitFor()
      await expectAccessible(page, theme)
      await page.getByRole('button', { name: 'Take back' }).click()
      await page.getByText(`Took the mapping of ${name} back`).waitFor()

      const { data } = await stage.company.client.GET('/api/v1/records', { params: { query: { q: name } } })
      expect(data?.items.find((record) => record.name === name)?.mapping?.method).not.toBe('manual')
      expect(visitor.complaints).toEqual([])
    },
    slow,
  )

  it(
    'asks for a sync of one record, ignores several at once and undoes it',
    async () => {
      await using visitor = await stage.enter()
      const { page } = visitor
      const name = await openRecords(page)
      await page.getByRole('button', { name: `More for ${name}` }).click()
      await page.getByRole('menuitem', { name: 'Sync now' }).click()
      await page.getByText(`Asked for a sync of ${name}`).waitFor()
      const operations = (await stage.company.client.GET('/api/v1/operations')).data?.items ?? []
      expect(operations.map(({ records }) => records?.named.map((record) => record.name))).toContainEqual([name])

      await page
        .getByRole('checkbox', { name: /^Select/ })
        .nth(1)
        .check()
      await page
        .getByRole('checkbox', { name: /^Select/ })
        .nth(2)
        .check()
      await page.getByRole('toolbar', { name: 'Selected rows' }).getByRole('button', { name: 'Ignore' }).click()
      await page.getByText('2 records: ignored').waitFor()
      expect(
        (await stage.company.client.GET('/api/v1/records', { params: { query: { cause: ['ignored'] } } })).data?.items,
      ).toHaveLength(2)

      await page.getByRole('button', { name: 'Undo' }).click()
      await expect
        .poll(
          async () =>
            (await stage.company.client.GET('/api/v1/records', { params: { query: { state: ['IGNORED'] } } })).data?.items,
        )
        .toEqual([])
    },
    slow,
  )

  it.each(themes)(
    'writes a mapping rule and says beforehand which records it would map, in the %s theme',
    async (theme) => {
      await using visitor = await stage.enter({ theme })
      const { page } = visitor
      await page.goto('/records/rules')
      await page.getByRole('button', { name: 'New rule' }).click()
      await page.getByLabel('Name of the record').fill('*')
      await page.getByRole('textbox', { name: 'Product', exact: true }).fill(`Everything ${theme}`)
      await page.getByText(/Would map|No record would/).waitFor()
      await expectAccessible(page, theme)
      await page.getByRole('button', { name: 'Save' }).click()

      await page.locator('tr[data-row]').getByText(`Everything ${theme}`).waitFor()
      await expectAccessible(page, theme)
      await page.goto('/products/types')
      await page.getByText('None open').or(page.getByText('Connector')).first().waitFor()
      await expectAccessible(page, theme)
      expect(visitor.complaints).toEqual([])
    },
    slow,
  )
})

/** The name of the first mapped record of the list. */
async function openRecords(page: Page): Promise<string> {
  await page.goto('/records?state=GOOD')
  const more = page.getByRole('button', { name: /^More for / }).first()
  await more.waitFor()
  return ((await more.getAttribute('aria-label')) ?? '').replace('More for ', '')
}
