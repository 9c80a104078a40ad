import { expect, test } from 'vitest'
import { readSettings } from './read-settings.ts'

function only(property: Record<string, unknown>, required = true) {
  const { settings } = readSettings({ type: 'object', properties: { field: property }, required: required ? ['field'] : [] })
  return settings[0]
}

test('it reads title, help, example and whether a setting is required', () => {
  const setting = only({ type: 'string', title: 'Namespace', description: 'Its full name.', examples: ['acme.prod'] })

  expect(setting).toMatchObject({
    title: 'Namespace',
    help: 'Its full name.',
    example: 'acme.prod',
    required: true,
    secret: false,
  })
})

test('it marks secrets', () => {
  expect(only({ type: 'string', secret: true })?.secret).toBe(true)
  expect(only({ anyOf: [{ type: 'string', secret: true }, { type: 'null' }] })?.secret).toBe(true)
})

test('it makes a readable title of a bare name', () => {
  const { settings } = readSettings({ properties: { apiKeyId: { type: 'string' } } })

  expect(settings[0]?.title).toBe('Api key id')
})

test('it does not ask for a setting that has a default', () => {
  const setting = only({ type: 'string', default: 'https://api.example.com' })

  expect(setting).toMatchObject({ required: false, initial: 'https://api.example.com' })
})

test('it draws enums and unions of constants as choices', () => {
  const options = [
    { value: 'eu', label: 'Eu' },
    { value: 'us', label: 'Us' },
  ]

  expect(only({ enum: ['eu', 'us'] })?.control).toEqual({ kind: 'choice', options })
  expect(only({ oneOf: [{ const: 'eu', title: 'Europe' }, { const: 'us' }] })?.control).toEqual({
    kind: 'choice',
    options: [{ value: 'eu', label: 'Europe' }, options[1]],
  })
})

test('it draws numbers, switches, lists and blocks of text', () => {
  expect(only({ type: 'integer', minimum: 1, maximum: 9 })?.control).toEqual({
    kind: 'number',
    whole: true,
    minimum: 1,
    maximum: 9,
  })
  expect(only({ type: 'boolean', default: true })).toMatchObject({ control: { kind: 'switch' }, initial: true })
  expect(only({ type: 'array', items: { type: 'string' } })?.control).toEqual({ kind: 'list' })
  expect(only({ type: 'string', pattern: '^-----BEGIN KEY-----[\\s\\S]+$', secret: true })?.control).toEqual({
    kind: 'text',
    form: 'block',
    type: 'text',
  })
  expect(only({ type: 'string', pattern: '^\\S+$' })?.control).toEqual({ kind: 'text', form: 'line', type: 'text' })
  expect(only({ type: 'string', multiline: true })?.control).toEqual({ kind: 'text', form: 'block', type: 'text' })
})

test('it offers the alternatives of a schema as ways, beside what all of them share', () => {
  const schema = readSettings({
    properties: {
      token: { type: 'string', secret: true },
      applicationId: { type: 'string' },
      organization: { type: 'string' },
    },
    anyOf: [
      { title: 'Token', required: ['token'] },
      { title: 'Application', required: ['applicationId'] },
    ],
  })

  expect(schema.settings.map((setting) => setting.name)).toEqual(['organization'])
  expect(schema.alternatives.map((way) => [way.title, way.settings.map((setting) => setting.name)])).toEqual([
    ['Token', ['token']],
    ['Application', ['applicationId']],
  ])
})

test('it draws what it does not understand as text', () => {
  expect(only({ $ref: '#/$defs/odd' })?.control).toEqual({ kind: 'text', form: 'line', type: 'text' })
  expect(readSettings('nonsense')).toEqual({ settings: [], alternatives: [] })
})
