import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { expectAccessible, follow, themes, visit } from './browser.ts'
import { type Company, describeCompany, owner } from './company.ts'

const slow = 600_000

/** Every page that needs no id, and the words that say it is there. */
const pages: readonly (readonly [address: string, sign: string])[] = [
  ['/', 'Detected and closed by week'],
  ['/vulnerabilities', 'Critical'],
  ['/remediations', 'Upgrade '],
  ['/remediations/metrics', 'Nothing is under way.'],
  ['/remediations/campaigns', 'No campaigns yet'],
  ['/repositories', 'acme/identity'],
  ['/images', 'registry.acme.test/mail-worker'],
  ['/images/rules', 'No image rules yet'],
  ['/products', 'acme/identity'],
  ['/products/types', 'Product types'],
  ['/records', 'acme/identity'],
  ['/records/rules', 'No mapping rules yet'],
  ['/operations', 'Complete'],
  ['/uploads', 'No uploads yet'],
  ['/uploads?tab=next', 'Nothing is exported'],
  ['/uploads?tab=exporters', 'No exporters yet'],
  ['/uploads?tab=profiles', 'Default (default)'],
  ['/explain', 'Id or address at the scanner'],
  ['/integrations', 'Where the findings come from.'],
  ['/settings', 'Your name'],
  ['/settings?tab=general', 'Finished operations'],
  ['/settings?tab=feeds', 'CISA known exploited vulnerabilities'],
  ['/settings?tab=deadlines', 'The usual days count'],
  ['/settings?tab=policies', 'No policies yet'],
  ['/settings?tab=tokens', 'Begins with'],
  ['/settings?tab=service-accounts', 'No service accounts yet'],
  ['/settings?tab=users', owner.email],
  ['/settings?tab=notifications', 'Who is told of what'],
  ['/settings?tab=audit', 'connection.created'],
  ['/settings?tab=configuration', 'Download patchbay.yaml'],
  ['/nowhere', 'This address leads nowhere'],
]

const connectionTabs = ['health', 'records', 'operations', 'settings', 'rules', 'schedule', 'danger']

describeCompany('the web app', (stage) => {
  it.each(themes)(
    'is accessible on every page in the %s theme',
    async (theme) => {
      await using visitor = await stage.enter({ theme })
      const { page } = visitor
      const addresses = [...pages, ...(await pagesOfThings(stage.company))]

      await page.goto('/')
      for (const [address, sign] of addresses) {
        await follow(page, address, sign)
        await page.getByText(sign).first().waitFor()
        await expectAccessible(page, theme)
      }

      expect(visitor.complaints).toEqual([])
    },
    slow,
  )

  it('fits a phone without scrolling sideways', async () => {
    await using visitor = await stage.enter({ width: 390, height: 844 })
    const { page } = visitor
    await page.goto('/')
    for (const [address, sign] of pages) {
      await follow(page, address, sign)
      const overhang = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
      expect([address, overhang]).toEqual([address, 0])
    }
  }, 300_000)

  it('walks the list by keyboard, opens the panel, and comes back to the row', async () => {
    await using visitor = await stage.enter()
    const { page } = visitor
    await page.goto('/vulnerabilities')
    await page.locator('tr[data-row]').first().focus()

    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await page.getByRole('complementary').getByRole('heading', { name: 'Seen by' }).waitFor()
    const third = openId(page)
    await page.keyboard.press('ArrowUp')
    await page.waitForURL((url) => url.searchParams.get('open') !== third)
    const second = openId(page)
    await page.keyboard.press('Escape')
    await page.getByRole('complementary').waitFor({ state: 'detached' })

    expect(await focusedRow(page)).toBe(second)
    expect(new URL(page.url()).searchParams.has('open')).toBe(false)
  }, 300_000)

  it('keeps every filter in the address, so that a copied link is a saved view', async () => {
    await using visitor = await stage.enter()
    const { page } = visitor
    await page.goto('/vulnerabilities')
    await page.getByRole('search').getByRole('button', { name: 'Severity' }).click()
    await page.getByRole('checkbox', { name: /^High/ }).check()
    await page.getByRole('checkbox', { name: /^Medium/ }).check()
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: 'Detected' }).click()
    await page.waitForURL(/sort=-detectedAt/)
    const address = page.url()

    await page.goto('/')
    await page.goto(address)
    const rows = page.locator('tr[data-row]')
    await rows.first().waitFor()
    const words = await rows.allInnerTexts()

    expect(new URL(address).searchParams.getAll('severity')).toEqual(['high', 'medium'])
    expect(words.filter((text) => !/^(High|Medium)/.test(text.trim()))).toEqual([])
    expect(await page.getByRole('columnheader', { name: 'Detected' }).getAttribute('aria-sort')).toBe('descending')
  }, 300_000)

  it('keeps a decision, says who decided and why, and takes it back', async () => {
    await using visitor = await stage.enter()
    const { page } = visitor
    await page.goto('/vulnerabilities')
    await page.locator('tr[data-row]').last().click()
    const panel = page.getByRole('complementary')
    await panel.getByRole('button', { name: 'Decide' }).click()
    await panel.getByRole('combobox', { name: 'Decision' }).click()
    await page.getByRole('option', { name: 'Won’t fix' }).click()
    await panel.getByRole('textbox', { name: 'Reason' }).fill('Retired in May')
    await panel.getByRole('button', { name: 'Decide' }).click()
    await panel.getByText(/^Won’t fix by .+: “Retired in May”$/).waitFor()
    const id = openId(page) ?? ''

    const decided = await stage.company.client.GET('/api/v1/vulnerabilities/{id}', { params: { path: { id } } })
    expect(decided.data).toMatchObject({ decision: 'wont-fix', status: 'Dismissed', decisionReason: 'Retired in May' })

    await panel.getByRole('button', { name: 'Take back' }).click()
    await panel.getByText('Nobody has decided anything yet.').waitFor()
  }, 300_000)

  it('ignores a record and undoes it', async () => {
    await using visitor = await stage.enter()
    const { page } = visitor
    await page.goto('/records')
    await page
      .getByRole('button', { name: /^More for/ })
      .first()
      .click()
    await page.getByRole('menuitem', { name: 'Ignore' }).click()
    await page.getByText(/^Ignored /).waitFor()
    await page.getByRole('link', { name: /^Ignored 1$/ }).waitFor()

    await page.getByRole('button', { name: 'Undo' }).click()
    await page.getByRole('link', { name: /^Ignored 0$/ }).waitFor()
  }, 300_000)

  it('explains why a finding is not here, from the operation that left it out', async () => {
    await using visitor = await stage.enter()
    const { page } = visitor
    const { sync, row } = await leftOut(stage.company.client)
    await page.goto(`/operations/${sync.id}`)
    await page
      .getByRole('region', { name: 'Left out by the import rules' })
      .getByRole('link', { name: /had no CVE$/ })
      .click()
    await page.waitForURL(/rows\?list=filtered&reason=no-cve/)
    await page.locator('tr[data-row]').first().focus()
    await page.keyboard.press('Enter')
    await page.getByText(/^The import rules left it out: .* without a CVE/).waitFor()
    await page.getByText('Let in findings without a CVE in the import rules of').waitFor()

    await page.goto('/records')
    await page.getByRole('link', { name: 'Missing a finding?' }).click()
    await page.getByRole('combobox', { name: 'Connection' }).click()
    await page.getByRole('option', { name: sync.connectionLabel }).click()
    await page.getByRole('textbox', { name: 'Id or address at the scanner' }).fill(row.externalId)
    await page.keyboard.press('Enter')
    await page.getByText(row.name).first().waitFor()

    expect(new URL(page.url()).searchParams.get('id')).toBe(row.externalId)
    expect(visitor.complaints).toEqual([])
  }, 300_000)

  it('jumps by keyboard to a page and to a vulnerability', async () => {
    await using visitor = await stage.enter()
    const { page } = visitor
    const { data } = await stage.company.client.GET('/api/v1/vulnerabilities', { params: { query: { limit: 1 } } })
    const wanted = data?.items[0]
    await page.goto('/')
    await page.getByRole('navigation', { name: 'Main' }).waitFor()

    await page.keyboard.press('Control+k')
    await page.locator('[role="dialog"] input:focus').waitFor()
    await expectAccessible(page)
    await page.keyboard.type('audit')
    await page.keyboard.press('Enter')
    await page.waitForURL(/\/settings/)
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    await page.getByRole('heading', { name: 'Settings', level: 1 }).waitFor()

    await page.keyboard.press('Control+k')
    await page.locator('[role="dialog"] input:focus').waitFor()
    await page.keyboard.type(wanted?.name ?? '')
    await page
      .getByRole('dialog')
      .getByText(wanted?.name ?? '')
      .first()
      .waitFor()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await page.waitForURL(/\/vulnerabilities\/vul_/)
    // Several may be known by the name; the arrow may have passed the first.
    const params = { query: { q: wanted?.name ?? '' } }
    const { data: known } = await stage.company.client.GET('/api/v1/vulnerabilities', { params })
    const opened = known?.items.find(({ id }) => page.url().endsWith(`/${id}`))
    await page.getByRole('heading', { name: opened?.name ?? 'none of them', level: 1 }).waitFor()
  }, 300_000)

  it('never sends a saved secret back, and keeps it when its field stays empty', async () => {
    await using visitor = await stage.enter()
    const { page } = visitor
    const { data } = await stage.company.client.GET('/api/v1/connections')
    const scanner = data?.items.find(({ connector }) => connector === stage.company.vendors.scanner.connector)
    await page.goto(`/integrations/${scanner?.id}?tab=settings`)
    const secret = page.getByRole('textbox', { name: 'API secret' })
    await secret.waitFor()
    expect(await secret.inputValue()).toBe('')
    expect(await page.content()).not.toContain(stage.company.vendors.scanner.secret)

    await page.getByLabel('Name', { exact: true }).fill('Scanner, renamed')
    await page.getByRole('button', { name: 'Check and save' }).click()
    await page.getByRole('heading', { name: 'Scanner, renamed', level: 1 }).waitFor()
    const kept = await stage.company.client.POST('/api/v1/connections/{id}/check', {
      params: { path: { id: scanner?.id ?? '' } },
    })
    expect(kept.data?.sees).toMatch(/projects$/)
  }, 300_000)

  it('proposes a change: the diff first, then the request, which is followed at its remediation', async () => {
    await using visitor = await stage.enter()
    const { page } = visitor
    const { pulls } = stage.company.vendors.sourceControl
    const remediation = await declaredUpgrade(stage.company)
    await page.goto(`/remediations/${remediation.id}`)
    const change = page.getByRole('region', { name: 'Change' })

    await change.getByRole('button', { name: 'Propose a change…' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('button', { name: 'Show the diff' }).click()
    await dialog.getByText('+++ b/package.json').waitFor()
    await expectAccessible(page)
    expect(pulls.held()).toEqual([])
    await dialog.getByRole('button', { name: 'Push and open the request' }).click()
    await dialog.getByText(/#\d+.* is open\.$/).waitFor()
    await page.keyboard.press('Escape')

    await change.getByText('Open', { exact: true }).waitFor()
    await expectAccessible(page)
    pulls.people.merge(pulls.held()[0]?.id ?? '')
    await change.getByRole('button', { name: /^Look now/ }).click()
    await change.getByText('Merged', { exact: true }).waitFor()
    await page.getByText('Awaiting a scan').first().waitFor()
    expect(visitor.complaints).toEqual([])
  }, 300_000)

  it('says what choosing a scan profile would do before it is chosen', async () => {
    await using visitor = await stage.enter()
    const { page } = visitor
    const { client } = stage.company
    await client.POST('/api/v1/scan-profiles', { body: { name: 'Only critical', rules: { minimumSeverity: 'critical' } } })
    const products = (await client.GET('/api/v1/products', { params: { query: { limit: 100 } } })).data?.items ?? []
    const product = products.toSorted((left, right) => right.open.high - left.open.high)[0]
    await page.goto(`/products/${product?.id}`)
    const card = page.getByRole('region', { name: 'Scan profile' })
    await card.getByRole('combobox', { name: 'Chosen for this product' }).click()
    await page.getByRole('option', { name: 'Only critical' }).click()
    await card.getByText(/^The next sync reads .* by other rules: it closes \d+ findings? \(/).waitFor()
    await expectAccessible(page)
    await card.getByText('Default, the default').waitFor()

    await card.getByRole('button', { name: 'Choose it' }).click()
    await card.getByText('Only critical, chosen here').waitFor()
    expect(visitor.complaints).toEqual([])
  }, 300_000)

  it('opens a policy of deadlines from its list', async () => {
    await using visitor = await stage.enter()
    const { page } = visitor
    const days = { severities: { critical: 1 }, criticalities: {} }
    await stage.company.client.POST('/api/v1/sla-policies', { body: { name: 'Strict', days } })
    await page.goto('/settings?tab=deadlines')
    await page.getByRole('grid', { name: 'SLA policies' }).getByText('Strict').click()
    expect(await page.getByRole('dialog').getByLabel('Name').inputValue()).toBe('Strict')
  }, 300_000)

  it('says what is wrong when the sign-in is, and asks again after signing out', async () => {
    await using visitor = await visit(stage.browser, stage.company.url)
    const { page } = visitor
    await page.goto('/products')
    await page.getByLabel('E-mail').fill(owner.email)
    await page.getByRole('textbox', { name: 'Password' }).fill('not the password')
    await page.getByRole('button', { name: 'Sign in' }).click()
    await page.getByRole('alert').waitFor()
    await expectAccessible(page)

    await page.getByRole('textbox', { name: 'Password' }).fill(owner.password)
    await page.getByRole('button', { name: 'Sign in' }).click()
    await page.getByRole('heading', { name: 'Products', level: 1 }).waitFor()
    await page.getByRole('button', { name: /^Account of/ }).click()
    await page.getByRole('menuitem', { name: 'Sign out' }).click()
    await page.getByRole('heading', { name: 'Sign in' }).waitFor()
  }, 300_000)
})

/** The pages of one connection, operation, record and so on. */
async function pagesOfThings({ client }: Company): Promise<readonly (readonly [string, string])[]> {
  const query = { params: { query: { limit: 1 } } }
  const connections = (await client.GET('/api/v1/connections')).data?.items ?? []
  const operation = (await client.GET('/api/v1/operations', query)).data?.items[0]
  const repository = (await client.GET('/api/v1/repositories', query)).data?.items[0]
  const product = (await client.GET('/api/v1/products', query)).data?.items[0]
  const image = (await client.GET('/api/v1/images', query)).data?.items[0]
  const vulnerability = (await client.GET('/api/v1/vulnerabilities', query)).data?.items[0]
  const remediation = (await client.GET('/api/v1/remediations', query)).data?.items[0]
  const scanner = connections.find((connection) => connection.records.GOOD > 0)
  const tracker = connections.find((connection) => connection.records.GOOD === 0)
  const { sync, row } = await leftOut(client)
  return [
    ...connectionTabs
      .filter((tab) => tab !== 'tickets')
      .map((tab) => [`/integrations/${scanner?.id}?tab=${tab}`, scanner?.label ?? ''] as const),
    [`/integrations/${tracker?.id}?tab=tickets`, 'Priority over there'],
    [`/operations/${operation?.id}`, 'Left out by the import rules'],
    [`/operations/${sync.id}`, 'The sync ended'],
    [`/operations/${sync.id}/rows?list=changes`, 'Findings are shown as they are now'],
    [`/operations/${sync.id}/rows?list=filtered`, row.name],
    [`/operations/${sync.id}/rows?list=set-aside`, 'No row was set aside'],
    [`/explain?connection=${sync.connection?.id}&id=${row.externalId}`, 'The import rules left it out'],
    [`/explain?connection=${sync.connection?.id}&id=nowhere`, 'Not in the scanner’s answer'],
    [`/repositories/${repository?.id}`, 'Records that lead here'],
    [`/products/${product?.id}`, 'Records that lead here'],
    [`/products/types/${product?.type.id}`, 'Chosen for this product type'],
    [`/images/${image?.id}`, 'Where is this built?'],
    [`/remediations/${remediation?.id}`, 'Nobody has done anything yet.'],
    [`/remediations?open=${remediation?.id}`, 'Next step'],
    [`/vulnerabilities/${vulnerability?.id}`, 'Seen by'],
    [`/vulnerabilities?open=${vulnerability?.id}`, 'Timeline'],
  ]
}

/** A proposed upgrade of an npm package, which its repository declares. */
async function declaredUpgrade({ client, vendors }: Company) {
  const query = { mode: ['upgrade' as const], state: ['proposed' as const], limit: 200 }
  const items = (await client.GET('/api/v1/remediations', { params: { query } })).data?.items ?? []
  for (const remediation of items.toReversed()) {
    const [upgrade] = remediation.upgrades
    if (remediation.repository === null || !upgrade?.package.startsWith('pkg:npm/') || upgrade.from[0] === undefined) continue
    const dependencies = { [upgrade.name]: `^${upgrade.from[0]}` }
    vendors.sourceControl.pulls.write(remediation.repository.name, {
      'package.json': JSON.stringify({ dependencies }, null, 2),
    })
    return remediation
  }
  throw new Error('No npm package is to be upgraded.')
}

/** A sync that left something out, and the first of it. */
async function leftOut(client: Company['client']) {
  const syncs = (await client.GET('/api/v1/operations', { params: { query: { kind: ['sync'] } } })).data?.items ?? []
  for (const sync of syncs) {
    const { data } = await client.GET('/api/v1/operations/{id}/filtered', { params: { path: { id: sync.id } } })
    const [row] = data?.items ?? []
    if (row !== undefined) return { sync, row }
  }
  throw new Error('No sync left anything out.')
}

function openId(page: Page): string | null {
  return new URL(page.url()).searchParams.get('open')
}

function focusedRow(page: Page): Promise<string | undefined> {
  return page.evaluate(() =>
    document.activeElement instanceof HTMLElement ? document.activeElement.dataset['row'] : undefined,
  )
}
