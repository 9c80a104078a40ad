import type { Policy, PolicyConditions } from '../../api/types.ts'
import { severities } from '../../components/severity.tsx'

/** A policy as it is sent to the hub. */
export interface PolicyValues {
  readonly name: string
  readonly action: Policy['action']
  readonly decision: Policy['decision']
  readonly reason: string
  readonly conditions: PolicyConditions
  readonly productId: string | null
  readonly productTypeId: string | null
  readonly expiresAt: string | null
}

/** A policy as the form has it: empty text for what is not given. */
export interface PolicyForm {
  readonly name: string
  readonly does: 'require' | NonNullable<Policy['decision']>
  readonly reason: string
  readonly riskBelow: string
  readonly riskAtLeast: string
  readonly severityBelow: string
  readonly severityAtLeast: string
  readonly reachability: string
  readonly epssBelow: string
  readonly exploited: boolean
  readonly fix: string
  readonly path: string
  readonly package: string
  /** Id of a product or a product type. */
  readonly scope: string
  /** `2026-11-28` */
  readonly expires: string
}

export const policyDecisions = ['not-affected', 'wont-fix', 'risk-accepted', 'false-positive'] as const
export const ratedSeverities = severities.filter((severity) => severity !== 'unknown')

export function policyForm(policy: Policy | null): PolicyForm {
  const conditions = policy?.conditions ?? {}
  const word = (value: string | number | undefined) => (value === undefined ? '' : String(value))
  return {
    name: policy?.name ?? '',
    does: policy === null ? 'not-affected' : (policy.decision ?? 'require'),
    reason: policy?.reason ?? '',
    riskBelow: word(conditions.riskBelow),
    riskAtLeast: word(conditions.riskAtLeast),
    severityBelow: word(conditions.severityBelow),
    severityAtLeast: word(conditions.severityAtLeast),
    reachability: word(conditions.reachability),
    epssBelow: word(conditions.epssBelow),
    exploited: conditions.exploited ?? false,
    fix: word(conditions.fix),
    path: word(conditions.path),
    package: word(conditions.package),
    scope: policy?.product?.id ?? policy?.productType?.id ?? '',
    expires: policy?.expiresAt?.slice(0, 10) ?? '',
  }
}

/** `kinds` stand in no form; a policy that has them keeps them. */
export function policyValues(form: PolicyForm, policy: Policy | null): PolicyValues {
  return {
    name: form.name.trim(),
    action: form.does === 'require' ? 'require' : 'dismiss',
    decision: form.does === 'require' ? null : form.does,
    reason: form.reason.trim(),
    conditions: { ...(policy?.conditions.kinds && { kinds: policy.conditions.kinds }), ...conditionsOf(form) },
    ...scopeOf(form.scope),
    expiresAt: form.expires === '' ? null : `${form.expires}T23:59:59.999Z`,
  }
}

function conditionsOf(form: PolicyForm): PolicyConditions {
  const severityBelow = ratedSeverities.find((each) => each === form.severityBelow)
  const severityAtLeast = ratedSeverities.find((each) => each === form.severityAtLeast)
  const reachability = (['unreachable', 'reachable'] as const).find((each) => each === form.reachability)
  const fix = (['none', 'known'] as const).find((each) => each === form.fix)
  return {
    ...(form.riskBelow !== '' && { riskBelow: Number(form.riskBelow) }),
    ...(form.riskAtLeast !== '' && { riskAtLeast: Number(form.riskAtLeast) }),
    ...(severityBelow !== undefined && { severityBelow }),
    ...(severityAtLeast !== undefined && { severityAtLeast }),
    ...(reachability !== undefined && { reachability }),
    ...(form.epssBelow !== '' && { epssBelow: Number(form.epssBelow) }),
    ...(form.exploited && { exploited: true as const }),
    ...(fix !== undefined && { fix }),
    ...(form.path.trim() !== '' && { path: form.path.trim() }),
    ...(form.package.trim() !== '' && { package: form.package.trim() }),
  }
}

/** The id says what it is one of. */
export function scopeOf(id: string): { readonly productId: string | null; readonly productTypeId: string | null } {
  if (id === '') return { productId: null, productTypeId: null }
  return id.startsWith('pt_') ? { productId: null, productTypeId: id } : { productId: id, productTypeId: null }
}

export function isComplete({ conditions }: PolicyValues): boolean {
  return Object.keys(conditions).length > 0
}

/** The conditions in a line: `risk below 30, not reachable, in test/*`. */
export function conditionLine(conditions: PolicyConditions): string {
  const { kinds, riskBelow, riskAtLeast, severityBelow, severityAtLeast, reachability, epssBelow, exploited, fix } = conditions
  return [
    ...(kinds === undefined ? [] : [kinds.join(' or ')]),
    ...(riskBelow === undefined ? [] : [`risk below ${riskBelow}`]),
    ...(riskAtLeast === undefined ? [] : [`risk ${riskAtLeast} or more`]),
    ...(severityBelow === undefined ? [] : [`below ${severityBelow}`]),
    ...(severityAtLeast === undefined ? [] : [`${severityAtLeast} or worse`]),
    ...(reachability === undefined ? [] : [reachability === 'reachable' ? 'reached' : 'not reached']),
    ...(epssBelow === undefined ? [] : [`not exploited, EPSS below ${epssBelow}`]),
    ...(exploited === undefined ? [] : ['known to be exploited']),
    ...(fix === undefined ? [] : [fix === 'none' ? 'no fix known' : 'fix known']),
    ...(conditions.path === undefined ? [] : [`in ${conditions.path}`]),
    ...(conditions.package === undefined ? [] : [`package ${conditions.package}`]),
  ].join(', ')
}
