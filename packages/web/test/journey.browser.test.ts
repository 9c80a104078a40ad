import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { chromiumPath, expectAccessible, launch, visit } from './browser.ts'
import { startHub } from './hub.ts'
import { startVendors, type Vendors } from './vendors.ts'

describe.skipIf(chromiumPath === undefined)('from the first start to the first vulnerability', () => {
  let browser: Browser

  beforeAll(async () => {
    browser = await launch()
  })

  afterAll(() => browser.close())

  it('creates the owner, connects source control and a scanner, and opens what the scanner found', async () => {
    await using hub = await startHub()
    await using vendors = await startVendors()
    await using visitor = await visit(browser, hub.url)
    const { page } = visitor

    await page.goto('/')
    await createOwner(page)
    await connectSourceControl(page, vendors)
    await connectScanner(page, vendors)
    await readFirstVulnerability(page)

    expect(visitor.complaints).toEqual([])
  }, 600_000)
})

async function createOwner(page: Page): Promise<void> {
  await page.getByRole('heading', { name: 'Welcome to Patchbay' }).waitFor()
  await expectAccessible(page)

  await page.getByLabel('Your name').fill('Mira Rossi')
  await page.getByLabel('E-mail').fill('mira@example.com')
  await page.getByRole('textbox', { name: 'Password' }).fill('short')
  await page.getByRole('button', { name: 'Create owner' }).click()
  await page.getByText('Use at least 12 characters.').waitFor()

  await page.getByRole('textbox', { name: 'Password' }).fill('correct horse battery')
  await page.getByRole('button', { name: 'Create owner' }).click()
  await page.getByRole('heading', { name: 'Connect source control' }).waitFor()
  await expectAccessible(page)
}

async function connectSourceControl(page: Page, { sourceControl }: Vendors): Promise<void> {
  await page.getByRole('link', { name: 'Choose a tool' }).click()
  await page.getByRole('heading', { name: 'Integrations', level: 1 }).waitFor()
  await expectAccessible(page)

  await page.getByRole('button', { name: `Connect ${sourceControl.name}` }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('heading', { name: 'How to get the credentials' }).waitFor()
  await expectAccessible(page)

  await dialog.getByRole('button', { name: 'I have the credentials' }).click()
  await dialog.getByRole('textbox', { name: 'Personal access token' }).fill(sourceControl.token)
  await dialog.getByLabel('API address').fill(sourceControl.address)
  await dialog.getByRole('button', { name: 'Connect', exact: true }).click()
  await dialog.getByText('Nothing has been imported yet.').waitFor()
  await expectAccessible(page)

  await dialog.getByRole('button', { name: 'Start importing' }).click()
  await page.getByRole('heading', { name: sourceControl.name, level: 1 }).waitFor()
  await page.getByRole('link', { name: /repositories listed/ }).waitFor()
}

async function connectScanner(page: Page, { scanner }: Vendors): Promise<void> {
  await page.getByRole('link', { name: 'Integrations' }).first().click()
  await page.getByRole('button', { name: `Connect ${scanner.name}` }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('tab', { name: 'Connection' }).click()
  const secret = dialog.getByRole('textbox', { name: 'API secret' })
  await dialog.getByLabel('Namespace').fill(scanner.namespace)
  await dialog.getByRole('textbox', { name: 'API key' }).fill(scanner.key)
  await secret.fill('endr+this-is-not-the-secret')
  await dialog.getByLabel('API address').fill(scanner.address)
  await dialog.getByRole('button', { name: 'Connect', exact: true }).click()
  await dialog.getByRole('alert').getByText('Nothing was saved.').waitFor()
  await expectAccessible(page)
  expect(await dialog.locator('[aria-invalid="true"]').count()).toBeGreaterThan(0)
  expect(await secret.getAttribute('type')).toBe('password')

  await secret.fill(scanner.secret)
  await dialog.getByRole('button', { name: 'Connect', exact: true }).click()
  await dialog.getByText(/\d+ namespaces, \d+ projects/).waitFor()
  await dialog.getByText('When it runs by itself').click()
  await dialog.getByRole('combobox', { name: 'Sync: how', exact: true }).click()
  await page.getByRole('option', { name: 'Daily at a time' }).click()
  await dialog.getByLabel('Sync: time of day').fill('04:15')
  await expectAccessible(page)
  await dialog.getByRole('button', { name: 'Start importing' }).click()
  await page.getByRole('heading', { name: scanner.name, level: 1 }).waitFor()
  await page.getByText(/\d+ seen · \d+ new · \d+ left out/).waitFor()
  const { items } = await (await page.request.get('/api/v1/connections')).json()
  const connection = items.find((each: { readonly label: string }) => each.label === scanner.name)
  expect(connection.schedule).toMatchObject({ discover: { everyHours: 24 }, sync: { dailyAt: '04:15' } })
}

async function readFirstVulnerability(page: Page): Promise<void> {
  await page
    .getByRole('navigation', { name: 'Main' })
    .getByRole('link', { name: /^Vulnerabilities/ })
    .click()
  const first = page.getByRole('row').nth(1)
  await first.getByText('Critical').waitFor()
  await expectAccessible(page)

  await first.click()
  const panel = page.getByRole('complementary')
  await panel.getByRole('heading', { name: 'Seen by' }).waitFor()
  await panel.getByRole('heading', { name: 'Timeline' }).waitFor()
  expect(new URL(page.url()).searchParams.get('open')).toMatch(/^vul_/)
  await expectAccessible(page)

  await first.click()
  await page.waitForURL(/\/vulnerabilities\/vul_/)
  await page.getByRole('region', { name: 'Fix' }).waitFor()
  await expectAccessible(page)
}
