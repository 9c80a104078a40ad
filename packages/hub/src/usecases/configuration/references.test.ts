import { describe, expect, it } from 'vitest'
import { SecretReference, variableNames } from './references.ts'

describe('variableNames', () => {
  it.each([
    ['Endor production', 'apiKey', 'PATCHBAY_ENDOR_PRODUCTION_API_KEY'],
    ['Éclair (EU)', 'token', 'PATCHBAY_ECLAIR_EU_TOKEN'],
    ['日本', 'webhookUrl', 'PATCHBAY_WEBHOOK_URL'],
  ])('names the secret of %s', (label, setting, name) => {
    expect(variableNames()(label, setting)).toBe(name)
  })

  it('numbers those that would have the same name', () => {
    const nameFor = variableNames()

    expect(['a-b', 'a b', 'A B'].map((label) => nameFor(label, 'key'))).toEqual([
      'PATCHBAY_A_B_KEY',
      'PATCHBAY_A_B_KEY_2',
      'PATCHBAY_A_B_KEY_3',
    ])
  })
})

describe('SecretReference', () => {
  it.each([
    ['env:ENDOR_KEY', true],
    ['file:/run/secrets/endor', true],
    ['file:', false],
    ['env:', false],
    ['env:NO SPACE', false],
    ['s3cr3t', false],
  ])('takes %s: %s', (text, accepted) => {
    expect(SecretReference.safeParse(text).success).toBe(accepted)
  })
})
