import { describe, expect, it } from 'vitest'
import { appAddress } from './config.ts'
import connector from './index.ts'

const good = { namespace: 'acme.web', apiKey: 'endr+key', apiSecret: 'endr+secret' }

function problems(settings: Readonly<Record<string, unknown>>) {
  return connector.validate({ ...good, ...settings })
}

describe('settings of the Endor Labs connector', () => {
  it('needs no address for the US region', () => {
    expect(problems({})).toEqual([])
  })

  it('names every missing setting', () => {
    expect(connector.validate({}).map(({ field }) => field)).toEqual(['namespace', 'apiKey', 'apiSecret'])
  })

  it.each([
    ['namespace', 'Acme Corp', 'lower-case'],
    ['namespace', 'https://app.endorlabs.com/t/acme', 'after /t/'],
    ['namespace', 'acme..web', 'after a dot'],
    ['apiKey', 'wrong', 'starts with "endr+"'],
    ['apiSecret', 'endr+a b', 'has no spaces'],
    ['baseUrl', 'https://app.eu.endorlabs.com', 'https://api.eu.endorlabs.com'],
    ['baseUrl', 'https://api.endorlabs.com/v1', '/v1'],
    ['baseUrl', 'https://u:p@api.endorlabs.com', 'user name and password'],
  ])('says what is wrong with the %s %j', (field, value, message) => {
    expect(problems({ [field]: value })).toEqual([{ field, message: expect.stringContaining(message) }])
  })

  it('never repeats a key in a message', () => {
    expect(JSON.stringify(problems({ apiKey: 'hunter2', apiSecret: 'hunter2' }))).not.toContain('hunter2')
  })

  it('marks key and secret as secrets', () => {
    expect(connector.secrets).toEqual(['apiKey', 'apiSecret'])
  })
})

describe('appAddress', () => {
  it.each([
    ['https://api.endorlabs.com', 'https://app.endorlabs.com'],
    ['https://api.eu.endorlabs.com', 'https://app.eu.endorlabs.com'],
    ['http://127.0.0.1:4000', null],
    ['https://api.endorlabs.com.evil.example', null],
  ])('of %s is %s', (baseUrl, app) => {
    expect(appAddress(baseUrl)).toBe(app)
  })
})
