import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fitsGlob } from './glob.ts'
import { describeRule, firstRule, fitsRule, type RuleConditions, type RuleSubject } from './mapping-rule.ts'

const any: RuleConditions = {
  connectionId: null,
  namePattern: null,
  urlPattern: null,
  tagPattern: null,
  attributeName: null,
  attributePattern: null,
}

const shop: RuleSubject = {
  connectionId: 1,
  name: 'Shop-API',
  url: 'https://scanner.test/projects/7',
  tags: ['team:web', 'pci'],
  attributes: { language: 'TypeScript' },
  clue: { urls: ['git@git.test:acme/shop.git'] },
}

describe('fitsGlob', () => {
  it.each([
    ['shop', 'Shop', true],
    ['shop', 'shops', false],
    ['shop*', 'shop', true],
    ['*api', 'shop-api', true],
    ['s*p*i', 'shop-api', true],
    ['s*x*i', 'shop-api', false],
    ['*', '', true],
    ['', '', true],
    ['', 'a', false],
    ['a.c', 'abc', false],
    ['*a*b', 'aab', true],
  ])('finds that %j and %j fit: %j', (pattern, text, expected) => {
    expect(fitsGlob(pattern, text)).toBe(expected)
  })

  it('agrees with the same pattern as a regular expression', () => {
    const letters = fc.string({ unit: fc.constantFrom('a', 'b', '*', '.'), maxLength: 8 })
    const texts = fc.string({ unit: fc.constantFrom('a', 'b', 'B', '.'), maxLength: 10 })
    fc.assert(
      fc.property(letters, texts, (pattern, text) => {
        const expression = new RegExp(`^${pattern.replaceAll('.', '\\.').replaceAll('*', '.*')}$`, 'i')
        expect(fitsGlob(pattern, text)).toBe(expression.test(text))
      }),
    )
  })
})

describe('fitsRule', () => {
  it.each<[Partial<RuleConditions>, boolean]>([
    [{}, false],
    [{ connectionId: 1 }, false],
    [{ namePattern: 'shop-*' }, true],
    [{ namePattern: 'shop-*', connectionId: 2 }, false],
    [{ namePattern: 'shop-*', tagPattern: 'team:jobs' }, false],
    [{ urlPattern: 'git.test/acme/*' }, true],
    [{ urlPattern: 'https://git.test/acme/*' }, true],
    [{ urlPattern: 'scanner.test/*' }, true],
    [{ urlPattern: 'other.test/*' }, false],
    [{ tagPattern: 'TEAM:*' }, true],
    [{ attributeName: 'language' }, true],
    [{ attributeName: 'language', attributePattern: 'type*' }, true],
    [{ attributeName: 'language', attributePattern: 'go' }, false],
    [{ attributeName: 'toString' }, false],
  ])('finds of a record that %j fits: %j', (conditions, expected) => {
    expect(fitsRule({ ...any, ...conditions }, shop)).toBe(expected)
  })

  it('takes the first rule that fits', () => {
    const rules = ['other', 'shop*', '*'].map((namePattern) => ({ ...any, namePattern }))

    expect(firstRule(rules, shop)).toBe(rules[1])
    expect(firstRule(rules.slice(0, 1), shop)).toBeUndefined()
  })

  it('is told in words', () => {
    expect(describeRule({ ...any, namePattern: 'shop-*', attributeName: 'language', attributePattern: 'go' })).toBe(
      'name "shop-*", attribute language "go"',
    )
  })
})
