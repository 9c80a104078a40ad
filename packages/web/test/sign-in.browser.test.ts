import { createHmac } from 'node:crypto'
import { createClient } from '@patchbay/client'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type IdentityProvider, startIdentityProvider } from '../../../scripts/test/identity-provider.ts'
import { chromiumPath, expectAccessible, launch, visit } from './browser.ts'
import { type RunningHub, startHub } from './hub.ts'

const slow = 600_000
const owner = { email: 'mira@example.com', password: 'correct horse battery' }
const token = 'browser_test_token_0123456789'

/** RFC 6238, as authenticator apps do it; the key as people would type it. */
function codeNow(key: string): string {
  const bits = [...key]
    .map((letter) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(letter).toString(2).padStart(5, '0'))
    .join('')
  const bytes = Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)))
  const counter = Buffer.alloc(8)
  counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000)))
  const hash = createHmac('sha1', bytes).update(counter).digest()
  return String((hash.readUInt32BE((hash.at(-1) ?? 0) & 15) & 0x7fffffff) % 1_000_000).padStart(6, '0')
}

describe.skipIf(chromiumPath === undefined)('signing in', () => {
  let browser: Browser
  let identity: IdentityProvider
  let hub: RunningHub

  beforeAll(async () => {
    browser = await launch()
    identity = await startIdentityProvider()
    hub = await startHub({
      PATCHBAY_ADMIN_EMAIL: owner.email,
      PATCHBAY_ADMIN_PASSWORD: owner.password,
      PATCHBAY_BOOTSTRAP_TOKEN: token,
      PATCHBAY_OIDC_ISSUER: identity.issuer,
      PATCHBAY_OIDC_CLIENT_ID: identity.clientId,
      PATCHBAY_OIDC_CLIENT_SECRET: identity.clientSecret,
      PATCHBAY_OIDC_NAME: 'Acme',
      PATCHBAY_OIDC_ROLE_MAPPING: 'security-owners=owner,security=writer',
    })
  }, slow)

  afterAll(async () => {
    await browser.close()
    await hub[Symbol.asyncDispose]()
    await identity[Symbol.asyncDispose]()
  }, slow)

  /** The provider's own page, not ours. */
  async function signInAtProvider(page: Page, login: string): Promise<void> {
    await page.getByRole('button', { name: 'Continue with Acme' }).click()
    await page.waitForURL(`${identity.issuer}/**`)
    await page.locator('input[name=login]').fill(login)
    await page.locator('input[name=password]').fill('anything')
    await page.locator('button[type=submit]').click()
    await page.waitForURL(`${hub.url}/**`)
  }

  it(
    'goes through the organisation and gives the role of the group',
    async () => {
      identity.members.set('ada', { email: 'ada@example.com', name: 'Ada Byron', groups: ['staff', 'security'] })
      await using visitor = await visit(browser, hub.url)
      const { page } = visitor

      await page.goto('/settings')
      await page.getByRole('button', { name: 'Continue with Acme' }).waitFor()
      await expectAccessible(page)
      await signInAtProvider(page, 'ada')
      await page.getByRole('button', { name: 'Account of Ada Byron' }).click()

      await page.getByText('Ada Byron · writer').waitFor()
    },
    slow,
  )

  it(
    'says why somebody without a role stays out',
    async () => {
      identity.members.set('bea', { email: 'bea@example.com', name: 'Bea', groups: ['staff'] })
      await using visitor = await visit(browser, hub.url)
      const { page } = visitor

      await page.goto('/')
      await signInAtProvider(page, 'bea')

      await page.getByText('None of your groups may use this hub.').waitFor()
      await expectAccessible(page)
    },
    slow,
  )

  it(
    'accepts an invitation, and asks for a second factor once there is one',
    async () => {
      const client = createClient({ baseUrl: hub.url, token })
      const { data } = await client.POST('/api/v1/invitations', { body: { email: 'ben@example.com', role: 'reader', days: 1 } })
      await using visitor = await visit(browser, hub.url)
      const { page } = visitor

      await page.goto(data?.path ?? '')
      await page.getByText('You were invited as reader.').waitFor()
      await expectAccessible(page)
      await page.getByLabel('Your name').fill('Ben Okri')
      await page.getByRole('textbox', { name: 'Password' }).fill('a battery for ben')
      await page.getByRole('button', { name: 'Accept' }).click()
      await page.getByRole('button', { name: 'Account of Ben Okri' }).waitFor()

      const key = await setUpSecondFactor(page)
      await signOut(page)
      await page.getByLabel('E-mail').fill('ben@example.com')
      await page.getByRole('textbox', { name: 'Password' }).fill('a battery for ben')
      await page.getByRole('button', { name: 'Sign in', exact: true }).click()
      await page.getByRole('heading', { name: 'Second factor' }).waitFor()
      await expectAccessible(page)
      await page.getByLabel('Code').fill(codeNow(key))
      await page.getByRole('button', { name: 'Sign in', exact: true }).click()

      await page.getByRole('button', { name: 'Account of Ben Okri' }).waitFor()
      expect(visitor.complaints).toEqual([])
    },
    slow,
  )

  async function setUpSecondFactor(page: Page): Promise<string> {
    await page.goto('/settings')
    await page.getByRole('button', { name: 'Set up' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('textbox', { name: 'Your password' }).fill('a battery for ben')
    await dialog.getByRole('button', { name: 'Continue' }).click()
    await dialog.getByRole('img', { name: 'QR code for the authenticator app' }).waitFor()
    await expectAccessible(page)
    const key = (await dialog.getByRole('button', { name: /^[A-Z2-7]{20,}/ }).textContent()) ?? ''
    await dialog.getByLabel('Code of the app').fill(codeNow(key.trim()))
    await dialog.getByRole('button', { name: 'Confirm' }).click()
    await dialog.getByRole('list', { name: 'Backup codes' }).waitFor()
    await expectAccessible(page)
    await dialog.getByRole('button', { name: 'I have kept them' }).click()
    await page.getByText('On: signing in takes a code of your app').waitFor()
    return key.trim()
  }

  async function signOut(page: Page): Promise<void> {
    await page.getByRole('button', { name: 'Account of Ben Okri' }).click()
    await page.getByRole('menuitem', { name: 'Sign out' }).click()
    await page.getByRole('heading', { name: 'Sign in' }).waitFor()
  }
})
