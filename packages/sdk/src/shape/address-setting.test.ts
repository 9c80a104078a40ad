import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { addressSetting, neededAddress } from './address-setting.ts'

const setting = addressSetting({
  title: 'API address',
  description: 'Where the API is.',
  examples: ['https://api.example.com'],
  otherwise: 'https://api.example.com',
  mistake: ({ hostname }) => (hostname === 'app.example.com' ? 'That is the web app.' : undefined),
})

function message(value: string): string | undefined {
  return setting.safeParse(value).error?.issues[0]?.message
}

describe('addressSetting', () => {
  it('falls back to the vendor’s own address and drops trailing slashes', () => {
    expect(setting.parse(undefined)).toBe('https://api.example.com')
    expect(setting.parse(' https://host.example/api/v3// ')).toBe('https://host.example/api/v3')
  })

  it('lets plain http pass, for the hub’s allow-list to decide', () => {
    expect(setting.parse('http://127.0.0.1:4000')).toBe('http://127.0.0.1:4000')
  })

  it.each([
    ['api.example.com', 'Write it like https://api.example.com'],
    ['ftp://api.example.com', 'is not a web address'],
    ['https://user:secret@api.example.com', 'user name and password'],
    ['https://api.example.com?key=1', '"?"'],
    ['https://app.example.com', 'That is the web app.'],
  ])('says what is wrong with %s', (value, expected) => {
    expect(message(value)).toContain(expected)
  })

  it('never repeats a password in its message', () => {
    expect(message('https://user:hunter2@api.example.com')).not.toContain('hunter2')
  })

  it('shows in the form’s schema as an optional text', () => {
    const schema = z.toJSONSchema(z.object({ baseUrl: setting }), { io: 'input' })

    expect(schema).toMatchObject({
      properties: { baseUrl: { type: 'string', title: 'API address', default: 'https://api.example.com' } },
    })
    expect(schema.required).toBeUndefined()
  })
})

describe('neededAddress', () => {
  const setting = neededAddress({
    title: 'Address',
    description: 'Where it runs.',
    examples: ['https://own.example'],
    missing: 'Enter the address of your server.',
  })

  it('has no default, and says what is missing', () => {
    expect(setting.safeParse(undefined).error?.issues[0]?.message).toBe('Enter the address of your server.')
    expect(setting.parse('https://own.example/prefix/')).toBe('https://own.example/prefix')
    expect(setting.safeParse('own').error?.issues[0]?.message).toContain('https://own.example')
  })
})
