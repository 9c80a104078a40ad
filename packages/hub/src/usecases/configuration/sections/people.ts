import { z } from 'zod'
import { publicId } from '../../../domain/public-id.ts'
import { type GlobalRoleName, type RoleName, roles } from '../../../domain/role.ts'
import type { StoredPerson } from '../../../store/configuration/reader.ts'
import { User } from '../../browse/resources/people.ts'
import type { Issue } from '../issues.ts'
import { madeId } from '../names.ts'
import {
  type Action,
  defineSection,
  difference,
  type PlanContext,
  type Step,
  twiceSaid,
  unknownNames,
  untouched,
} from '../section.ts'

const section = 'people'

const Item = z.strictObject({
  email: z.email().max(254).toLowerCase(),
  role: User.shape.role,
  productTypes: z
    .record(z.string().trim().min(1).max(200), z.enum(roles).nullable())
    .optional()
    .describe('Roles on single product types, by their names; null takes one away.'),
})
type Item = z.output<typeof Item>

export const people = defineSection({
  name: section,
  description: 'Roles of people who are here already. Nobody is let in or put out by it.',
  item: Item,
  describe: (hub) =>
    hub.people.map(({ email, role, productTypes }) => ({
      email,
      role,
      ...(Object.keys(productTypes).length > 0 && { productTypes }),
    })),
  plan(items, context) {
    const emails = items.map(({ email }) => email)
    const stored = new Map(context.hub.people.map((person) => [person.email, person]))
    const steps = items.flatMap((item) => {
      const person = stored.get(item.email)
      return person === undefined ? [] : [{ step: step(item, person, context), role: item.role }]
    })
    // Whoever becomes owner does so first, so that the last one of today can be another role.
    const owners = steps.filter(({ role }) => role === 'owner')
    const others = steps.filter(({ role }) => role !== 'owner')
    const unnamed = context.hub.people.filter(({ email }) => !emails.includes(email))
    return {
      steps: [
        ...[...owners, ...others].map(({ step }) => step),
        ...unnamed.map(({ email }) => untouched(section, email, 'left-alone')),
      ],
      issues: [
        ...twiceSaid(section, emails, (index) => `the person "${emails[index]}"`),
        ...items.flatMap(({ email }, index) => (stored.has(email) ? [] : [unknown(email, index)])),
        ...items.flatMap(({ productTypes = {} }, index) =>
          Object.keys(productTypes).flatMap((type) => unknownType(type, `${section}[${index}].productTypes.${type}`, context)),
        ),
        ...withoutOwner(items, context.hub.people),
      ],
    }
  },
})

function unknown(email: string, index: number): Issue {
  const message = `Nobody here has the address "${email}". Invite them first, with "patchbay user invite" or under Settings.`
  return { field: `${section}[${index}].email`, message }
}

function unknownType(type: string, place: string, { productTypes }: PlanContext): readonly Issue[] {
  return unknownNames(type, place, productTypes, ['product type', 'productTypes'])
}

function withoutOwner(items: readonly Item[], stored: readonly StoredPerson[]): readonly Issue[] {
  const roles = new Map<string, GlobalRoleName>(items.map(({ email, role }) => [email, role]))
  const managing = stored.filter(({ disabled }) => !disabled)
  const before = managing.some(({ role }) => role === 'owner')
  const after = managing.some(({ email, role }) => (roles.get(email) ?? role) === 'owner')
  if (!before || after) return []
  return [{ field: section, message: 'Nobody would be owner any more, and somebody has to manage the hub. Leave one owner.' }]
}

function step(item: Item, person: StoredPerson, context: PlanContext): Step {
  const role = difference('role', person.role, item.role)
  const grants = Object.entries(item.productTypes ?? {}).flatMap(([type, after]) => {
    const fields = difference(`productTypes.${type}`, person.productTypes[type] ?? null, after)
    return fields.length === 0 ? [] : [{ fields, action: grant(type, after, person, context) }]
  })
  const fields = [...role, ...grants.flatMap((each) => each.fields)]
  if (fields.length === 0) return untouched(section, item.email, 'unchanged')
  return {
    change: { section, name: item.email, action: 'change', fields },
    actions: [...(role.length === 0 ? [] : [newRole(item.role, person, context)]), ...grants.map(({ action }) => action)],
  }
}

function newRole(role: GlobalRoleName, person: StoredPerson, { users }: PlanContext): Action {
  return {
    event: 'user.updated',
    object: person.id,
    before: { role: person.role },
    after: { role },
    async run() {
      await users.update(person.id, { role })
      return person.id
    },
  }
}

/** Gives or takes a role on one product type. */
function grant(type: string, role: RoleName | null, person: StoredPerson, context: PlanContext): Action {
  const { members, productTypes } = context
  const known = productTypes.idOf(type)
  return {
    event: role === null ? 'product-type.member-removed' : 'product-type.member-set',
    object: known === undefined ? null : publicId('product type', known),
    before: { user: person.email, role: person.productTypes[type] ?? null },
    after: { user: person.email, role },
    async run(actor) {
      const id = publicId('product type', madeId(productTypes, type))
      if (role === null) await members.remove(id, person.id)
      else await members.set(id, { user: person.id, role }, { actor })
      return id
    },
  }
}
