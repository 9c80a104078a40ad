import { expect, test } from 'vitest'
import { readSettings } from './read-settings.ts'
import { collectConfig, initialValues, missingSettings, settingsOf } from './settings-values.ts'

const schema = readSettings({
  properties: {
    namespace: { type: 'string', title: 'Namespace' },
    key: { type: 'string', title: 'API key', secret: true },
    baseUrl: { type: 'string', default: 'https://api.example.com' },
  },
  required: ['namespace', 'key'],
})
const settings = settingsOf(schema, 0)

test('it starts with saved settings but never with a secret', () => {
  const values = initialValues(schema, { namespace: 'acme', key: 'must not be shown' })

  expect(values).toEqual({ namespace: 'acme', key: '', baseUrl: 'https://api.example.com' })
})

test('it leaves out what is empty and trims the rest', () => {
  expect(collectConfig(settings, { namespace: ' acme ', key: '', baseUrl: '' })).toEqual({ namespace: 'acme' })
})

test('it names what is missing', () => {
  expect(missingSettings(settings, { namespace: '', key: '', baseUrl: '' }, [])).toEqual({
    namespace: 'Namespace is required.',
    key: 'API key is required.',
  })
})

test('it lets a saved secret stay empty', () => {
  expect(missingSettings(settings, { namespace: 'acme', key: '', baseUrl: '' }, ['key'])).toEqual({})
})
