import type { MappingRule } from '../../api/types.ts'

/** A rule as it is sent to the hub. */
export interface RuleValues {
  readonly product: string
  readonly productTypeId: string | null
  readonly owner: string | null
  readonly connectionId: string | null
  readonly name: string | null
  readonly url: string | null
  readonly tag: string | null
  readonly attribute: { readonly name: string; readonly value: string | null } | null
}

/** A rule as the form has it: empty text for what is not given. */
export interface RuleForm {
  readonly product: string
  readonly productTypeId: string
  readonly owner: string
  readonly connectionId: string
  readonly name: string
  readonly url: string
  readonly tag: string
  readonly attributeName: string
  readonly attributeValue: string
}

export function formOf(rule: MappingRule | null): RuleForm {
  return {
    product: rule?.product ?? '',
    productTypeId: rule?.productType?.id ?? '',
    owner: rule?.owner ?? '',
    connectionId: rule?.connection?.id ?? '',
    name: rule?.name ?? '',
    url: rule?.url ?? '',
    tag: rule?.tag ?? '',
    attributeName: rule?.attribute?.name ?? '',
    attributeValue: rule?.attribute?.value ?? '',
  }
}

export function valuesOf(form: RuleForm): RuleValues {
  const attributeName = given(form.attributeName)
  return {
    product: form.product.trim(),
    productTypeId: given(form.productTypeId),
    owner: given(form.owner),
    connectionId: given(form.connectionId),
    name: given(form.name),
    url: given(form.url),
    tag: given(form.tag),
    attribute: attributeName === null ? null : { name: attributeName, value: given(form.attributeValue) },
  }
}

/** Whether the hub would take it: a product and at least one condition. */
export function isComplete({ product, name, url, tag, attribute }: RuleValues): boolean {
  return product !== '' && [name, url, tag, attribute].some((condition) => condition !== null)
}

/** The conditions of a rule in a line: `name pay-*, tag team:web`. */
export function conditionLine({ name, url, tag, attribute }: Pick<RuleValues, 'name' | 'url' | 'tag' | 'attribute'>): string {
  const value = attribute?.value ?? null
  return [
    ...(name === null ? [] : [`name ${name}`]),
    ...(url === null ? [] : [`address ${url}`]),
    ...(tag === null ? [] : [`tag ${tag}`]),
    ...(attribute === null ? [] : [`${attribute.name}${value === null ? ' is there' : ` ${value}`}`]),
  ].join(', ')
}

function given(text: string): string | null {
  return text.trim() === '' ? null : text.trim()
}
