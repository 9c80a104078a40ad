import axe, { type RunOptions } from 'axe-core'
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'
import { expect } from 'vitest'

/** Where Chromium is; the browser tests are left out where there is none. */
export const chromiumPath = process.env['CHROMIUM_PATH']

export const themes = ['light', 'dark'] as const
export type Theme = (typeof themes)[number]

export function launch(): Promise<Browser> {
  return chromium.launch({
    executablePath: chromiumPath ?? '',
    args: [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  })
}

export interface Visitor extends AsyncDisposable {
  readonly page: Page
  readonly context: BrowserContext
  /** What went wrong in the page: uncaught errors, and requests to anywhere but the hub. */
  readonly complaints: readonly string[]
}

interface VisitorOptions {
  readonly theme?: Theme
  readonly width?: number
  readonly height?: number
  /** What a browser that is signed in keeps. */
  readonly session?: Session | undefined
}

export type Session = Awaited<ReturnType<BrowserContext['storageState']>>

/** Somebody with a browser of their own. */
export async function visit(browser: Browser, url: string, options: VisitorOptions = {}): Promise<Visitor> {
  const { theme = 'light', width = 1280, height = 800, session } = options
  const context = await browser.newContext({
    baseURL: url,
    colorScheme: theme,
    reducedMotion: 'reduce',
    locale: 'en-GB',
    viewport: { width, height },
    ...(session !== undefined && { storageState: session }),
  })
  context.setDefaultTimeout(45_000)
  const page = await context.newPage()
  const complaints: string[] = []
  page.on('pageerror', (error) => complaints.push(String(error)))
  page.on('request', (request) => {
    if (!request.url().startsWith(url) && !request.url().startsWith('data:')) complaints.push(`request to ${request.url()}`)
  })
  return { page, context, complaints, [Symbol.asyncDispose]: () => context.close() }
}

/**
 * Goes to another page of the app without loading it anew, as a link does; by way of an address that leads nowhere, so that
 * nothing of the page before can be taken for the new one.
 */
export async function follow(page: Page, address: string, sign: string): Promise<void> {
  await page.evaluate(() => history.pushState({}, '', '/nowhere-in-between'))
  await page.getByText('This address leads nowhere').waitFor()
  await page.evaluate((to) => history.pushState({}, '', to), address)
  await page.getByText(sign).first().waitFor({ state: 'attached' })
}

/**
 * No violation of any rule axe has, whatever its impact. Only colours differ in the dark theme, so there only the rules about
 * colours are asked: each of the others would find again what it finds in the light one.
 */
export async function expectAccessible(page: Page, theme: Theme = 'light'): Promise<void> {
  // Whatever the pointer rests on may show a hint.
  await page.mouse.move(0, 0)
  // Once a document: walking on by links keeps it.
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe.source)
  const found = await page.evaluate(
    async (options) => {
      const { violations } = await (window as unknown as { axe: typeof axe }).axe.run(document, options)
      return violations.map(({ id, help, nodes }) => ({ id, help, where: nodes.map(({ html }) => html.slice(0, 200)) }))
    },
    theme === 'dark' ? { ...told, runOnly: { type: 'rule' as const, values: coloured } } : told,
  )

  expect(found).toEqual([])
}

/** What passes is not described: that would be most of the work. */
const told: RunOptions = { resultTypes: ['violations'] }
const coloured = ['color-contrast', 'link-in-text-block']
