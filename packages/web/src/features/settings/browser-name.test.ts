import { expect, test } from 'vitest'
import { browserName } from './browser-name.ts'

const webkit = 'AppleWebKit/537.36 (KHTML, like Gecko)'

test('it names browser and system', () => {
  expect(browserName('Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:145.0) Gecko/20100101 Firefox/145.0')).toBe(
    'Firefox on Windows',
  )
  expect(browserName(`Mozilla/5.0 (X11; Linux x86_64) ${webkit} Chrome/142.0.0.0 Safari/537.36`)).toBe('Chrome on Linux')
  expect(browserName(`Mozilla/5.0 (Windows NT 10.0) ${webkit} Chrome/142.0.0.0 Safari/537.36 Edg/142.0`)).toBe(
    'Edge on Windows',
  )
  expect(browserName('Mozilla/5.0 (Macintosh; Intel Mac OS X 14_5) AppleWebKit/605.1 Version/19 Safari/605.1')).toBe(
    'Safari on macOS',
  )
  expect(browserName('Mozilla/5.0 (iPhone; CPU iPhone OS 19 like Mac OS X) AppleWebKit/605.1 Safari/604.1')).toBe(
    'Safari on iOS',
  )
})

test('it shows what it does not know as it is', () => {
  expect(browserName('curl/8.10.1')).toBe('curl/8.10.1')
  expect(browserName(null)).toBe('Unknown')
})
