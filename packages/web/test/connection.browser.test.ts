import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { expectAccessible } from './browser.ts'
import { type Company, describeCompany } from './company.ts'

const slow = 600_000

describeCompany('the page of a connection', (stage) => {
  it(
    'sets a schedule, names what is wrong with it, and says when it runs next',
    async () => {
      await using visitor = await stage.enter()
      const { page } = visitor
      const id = await scannerOf(stage.company)
      await page.goto(`/integrations/${id}?tab=schedule`)

      await choose(page, 'Sync: how', 'By a cron expression')
      await page.getByRole('textbox', { name: 'Sync: cron expression' }).fill('61 3 * * *')
      await page.getByRole('button', { name: 'Save' }).click()
      await page.getByText('Invalid value for minute: 61').first().waitFor()
      await expectAccessible(page)

      await choose(page, 'Sync: how', 'Daily at a time')
      await page.getByLabel('Sync: time of day').fill('02:30')
      await choose(page, 'Sync: time zone', 'Australia/Lord_Howe')
      await page.getByRole('button', { name: 'Save' }).click()
      await page.getByText('Saved').waitFor()
      await page
        .getByText(/Next at .+ \(in /)
        .last()
        .waitFor()

      const { data } = await stage.company.client.GET('/api/v1/connections/{id}', { params: { path: { id } } })
      expect(data?.schedule.sync).toEqual({ dailyAt: '02:30', timeZone: 'Australia/Lord_Howe' })
    },
    slow,
  )

  it(
    'warns of credentials that end soon, there and at home',
    async () => {
      await using visitor = await stage.enter()
      const { page } = visitor
      const id = await scannerOf(stage.company)
      const soon = new Date(Date.now() + 5.5 * 86_400_000).toISOString()
      await stage.company.client.PATCH('/api/v1/connections/{id}', {
        params: { path: { id } },
        body: { credentialsExpireAt: soon },
      })
      await page.goto('/')

      await page.getByText('these expire in 5 days').click()
      await page.getByText('Expires in 5 days').waitFor()
      expect(await page.getByLabel('Credentials expire on').inputValue()).toBe(soon.slice(0, 10))
      await page.getByRole('tab', { name: 'Health' }).click()
      await page.getByRole('link', { name: 'Renew' }).waitFor()
      await expectAccessible(page)
    },
    slow,
  )

  it(
    'says what goes with it before it is removed',
    async () => {
      await using visitor = await stage.enter()
      const { page } = visitor
      const id = await scannerOf(stage.company)
      const { data } = await stage.company.client.GET('/api/v1/connections/{id}/removal', { params: { path: { id } } })
      await page.goto(`/integrations/${id}?tab=danger`)

      await page.getByRole('button', { name: 'Remove…' }).click()
      const dialog = page.getByRole('dialog')
      await dialog.getByText(`${data?.findings.open.toLocaleString('en')} open findings closed.`).waitFor()
      await dialog.getByRole('radio', { name: 'Delete them for good' }).check()
      await dialog.getByText(`${data?.findings.total.toLocaleString('en')} findings deleted.`).waitFor()
      expect(await dialog.getByRole('button', { name: 'Remove' }).isDisabled()).toBe(true)
      await expectAccessible(page)

      expect(visitor.complaints).toEqual([])
    },
    slow,
  )
})

async function scannerOf({ client, vendors }: Company): Promise<string> {
  const { data } = await client.GET('/api/v1/connections')
  const scanner = data?.items.find(({ connector }) => connector === vendors.scanner.connector)
  if (scanner === undefined) throw new Error('The scanner is not connected.')
  return scanner.id
}

async function choose(page: Page, field: string, option: string): Promise<void> {
  const box = page.getByRole('combobox', { name: field }).or(page.getByRole('textbox', { name: field }))
  await box.first().click()
  if (await box.first().isEditable()) await box.first().fill(option)
  await page.getByRole('option', { name: option, exact: true }).click()
}
