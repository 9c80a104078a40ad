import { z } from 'zod'
import type { GlobalRoleName } from '../../../domain/role.ts'
import type { StoredPerson } from '../../../store/configuration/reader.ts'
import { User } from '../../browse/resources/people.ts'
import type { Issue } from '../issues.ts'
import { defineSection, difference, type PlanContext, type Step, twiceSaid, untouched, valuesBefore } from '../section.ts'

const section = 'people'

const Item = z.strictObject({
  email: z.email().max(254).toLowerCase(),
  role: User.shape.role,
})
type Item = z.output<typeof Item>

export const people = defineSection({
  name: section,
  description: 'Roles of people who are here already. Nobody is let in or put out by it.',
  item: Item,
  describe: (hub) => hub.people.map(({ email, role }) => ({ email, role })),
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
        ...withoutOwner(items, context.hub.people),
      ],
    }
  },
})

function unknown(email: string, index: number): Issue {
  const message = `Nobody here has the address "${email}". Invite them first, with "patchbay user invite" or under Settings.`
  return { field: `${section}[${index}].email`, message }
}

function withoutOwner(items: readonly Item[], stored: readonly StoredPerson[]): readonly Issue[] {
  const roles = new Map<string, GlobalRoleName>(items.map(({ email, role }) => [email, role]))
  const managing = stored.filter(({ disabled }) => !disabled)
  const before = managing.some(({ role }) => role === 'owner')
  const after = managing.some(({ email, role }) => (roles.get(email) ?? role) === 'owner')
  if (!before || after) return []
  return [{ field: section, message: 'Nobody would be owner any more, and somebody has to manage the hub. Leave one owner.' }]
}

function step({ email, role }: Item, person: StoredPerson, { users }: PlanContext): Step {
  const fields = difference('role', person.role, role)
  if (fields.length === 0) return untouched(section, email, 'unchanged')
  return {
    change: { section, name: email, action: 'change', fields: [...fields] },
    actions: [
      {
        event: 'user.updated',
        object: person.id,
        before: valuesBefore(fields),
        after: { role },
        async run() {
          await users.update(person.id, { role })
          return person.id
        },
      },
    ],
  }
}
