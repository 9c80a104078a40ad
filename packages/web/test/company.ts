import { createClient } from '@patchbay/client'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, vi } from 'vitest'
import { chromiumPath, launch, type Session, type Visitor, visit } from './browser.ts'
import { type RunningHub, startHub } from './hub.ts'
import { startVendors } from './vendors.ts'

export const owner = { email: 'mira@example.com', password: 'correct horse battery' } as const
const token = 'browser_test_token_0123456789'

/** A hub that has an owner, both vendors connected, and everything imported. */
export async function startCompany() {
  const closing = new AsyncDisposableStack()
  const vendors = closing.use(await startVendors())
  const hub: RunningHub = closing.use(
    await startHub({
      PATCHBAY_ADMIN_EMAIL: owner.email,
      PATCHBAY_ADMIN_PASSWORD: owner.password,
      PATCHBAY_BOOTSTRAP_TOKEN: token,
    }),
  )
  const client = createClient({ baseUrl: hub.url, token })
  const { sourceControl, scanner } = vendors
  await connect(sourceControl.connector, sourceControl.name, {
    token: sourceControl.token,
    pullRequests: true,
    baseUrl: sourceControl.address,
  })
  await settled()
  await connect(scanner.connector, scanner.name, {
    namespace: scanner.namespace,
    apiKey: scanner.key,
    apiSecret: scanner.secret,
    baseUrl: scanner.address,
  })
  await settled()

  async function connect(connector: string, label: string, config: Record<string, unknown>): Promise<void> {
    const { error } = await client.POST('/api/v1/connections', { body: { connector, label, config } })
    if (error !== undefined) throw new Error(`${label} could not be connected: ${error.detail}`)
  }

  /** Until nothing waits or runs any more. */
  async function settled(): Promise<void> {
    await vi.waitFor(
      async () => {
        const { data } = await client.GET('/api/v1/operations', { params: { query: { state: ['queued', 'running'] } } })
        expect(data?.items).toEqual([])
      },
      { timeout: 50_000, interval: 100 },
    )
  }

  return { url: hub.url, client, vendors, settled, [Symbol.asyncDispose]: () => closing.disposeAsync() }
}

export type Company = Awaited<ReturnType<typeof startCompany>>

/** What the tests of a company get: a browser, the company, and people who are signed in already. */
export interface CompanyStage {
  readonly browser: Browser
  readonly company: Company
  enter(options?: Omit<NonNullable<Parameters<typeof visit>[2]>, 'session'>): Promise<Visitor>
}

/** Starting a hub and a browser takes long on a busy machine. */
const slow = 600_000

/** Tests in the browser against one company, which they share; left out where there is no Chromium. */
export function describeCompany(name: string, tests: (stage: CompanyStage) => void): void {
  describe.skipIf(chromiumPath === undefined)(name, () => {
    let started: { readonly browser: Browser; readonly company: Company; readonly session: Session } | undefined
    const stage = () => {
      if (started === undefined) throw new Error('The company has not started.')
      return started
    }

    beforeAll(async () => {
      const [browser, company] = await Promise.all([launch(), startCompany()])
      await using visitor = await visit(browser, company.url)
      await signIn(visitor.page)
      started = { browser, company, session: await visitor.context.storageState() }
    }, slow)

    afterAll(async () => {
      await started?.browser.close()
      await started?.company[Symbol.asyncDispose]()
    }, slow)

    tests({
      get browser() {
        return stage().browser
      },
      get company() {
        return stage().company
      },
      enter: (options) => visit(stage().browser, stage().company.url, { ...options, session: stage().session }),
    })
  })
}

async function signIn(page: Page): Promise<void> {
  await page.goto('/')
  await page.getByLabel('E-mail').fill(owner.email)
  await page.getByRole('textbox', { name: 'Password' }).fill(owner.password)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByRole('navigation', { name: 'Main' }).waitFor()
}
