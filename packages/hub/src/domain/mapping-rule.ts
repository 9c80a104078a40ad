import { canonicalRepositoryUrl } from './git-url.ts'
import { fitsGlob } from './glob.ts'

/** What a record must be like; all that are given must fit. Patterns have `*` for any run of characters. */
export interface RuleConditions {
  /** Only records of this connection; `null` for all of them. */
  readonly connectionId: number | null
  readonly namePattern: string | null
  /** Fits an address of its repository or the vendor's own page, without the scheme. */
  readonly urlPattern: string | null
  readonly tagPattern: string | null
  readonly attributeName: string | null
  /** Of the attribute's value; `null` when having it is enough. */
  readonly attributePattern: string | null
}

/** What rules look at. */
export interface RuleSubject {
  readonly connectionId: number
  readonly name: string
  readonly url: string | null
  readonly tags: readonly string[]
  readonly attributes: Readonly<Record<string, string>>
  readonly clue: { readonly urls: readonly string[] } | null
}

/** The first of the rules, in their order, that fits the record. */
export function firstRule<Rule extends RuleConditions>(rules: readonly Rule[], record: RuleSubject): Rule | undefined {
  return rules.find((rule) => fitsRule(rule, record))
}

/** A rule without any condition fits nothing: a slip must not map everything. */
export function fitsRule(rule: RuleConditions, record: RuleSubject): boolean {
  const { connectionId, namePattern, urlPattern, tagPattern, attributeName } = rule
  if (namePattern === null && urlPattern === null && tagPattern === null && attributeName === null) return false
  if (connectionId !== null && connectionId !== record.connectionId) return false
  if (namePattern !== null && !fitsGlob(namePattern, record.name)) return false
  if (urlPattern !== null && !addressesOf(record).some((address) => fitsGlob(bare(urlPattern), address))) return false
  if (tagPattern !== null && !record.tags.some((tag) => fitsGlob(tagPattern, tag))) return false
  return attributeName === null || fitsAttribute(attributeName, rule.attributePattern, record.attributes)
}

/** The conditions in words: `name "shop-*", tag "team:web"`. */
export function describeRule(rule: RuleConditions): string {
  const { namePattern, urlPattern, tagPattern, attributeName, attributePattern } = rule
  return [
    ...(namePattern === null ? [] : [`name "${namePattern}"`]),
    ...(urlPattern === null ? [] : [`address "${urlPattern}"`]),
    ...(tagPattern === null ? [] : [`tag "${tagPattern}"`]),
    ...(attributeName === null
      ? []
      : [`attribute ${attributeName}${attributePattern === null ? '' : ` "${attributePattern}"`}`]),
  ].join(', ')
}

function fitsAttribute(name: string, pattern: string | null, attributes: Readonly<Record<string, string>>): boolean {
  const value = Object.hasOwn(attributes, name) ? attributes[name] : undefined
  return value !== undefined && (pattern === null || fitsGlob(pattern, value))
}

/** `git@host:team/app.git` and `https://host/team/app` are the same address here: `host/team/app`. */
function addressesOf(record: RuleSubject): readonly string[] {
  const repositories = (record.clue?.urls ?? []).map((url) => canonicalRepositoryUrl(url)?.display ?? bare(url))
  return record.url === null ? repositories : [...repositories, bare(record.url)]
}

function bare(address: string): string {
  return address.replace(/^[a-z][a-z+.-]*:\/\//i, '')
}

/** Tells the products that rules name apart: the same name under two types is two products. */
export function ruleProductKey(product: { readonly productTypeId: number | null; readonly productName: string }): string {
  return `${product.productTypeId ?? ''} ${product.productName}`
}
