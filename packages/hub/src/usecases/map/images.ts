import { notFound, Problem } from '../../domain/problem.ts'
import { publicId } from '../../domain/public-id.ts'
import type { ImageRule, ImageRuleValues } from '../../store/images/writer.ts'
import type { Store, Writers } from '../../store/store.ts'
import type { Commands, ImageRuleInput, ImageSourceInput } from '../commands.ts'
import { settleImages } from './settle-images.ts'

interface Deps {
  readonly store: Store
  readonly now: () => Date
}

/** Images a transaction. */
const batch = 200

/** Telling where images are built: one by one. */
export function createImages({ store, now }: Deps): Commands['images'] {
  return {
    setSource: (imageId, input, actor) =>
      store.transact(async (write) => {
        await known(write, imageId)
        const told = { ...(await checked(write, input)), by: actor.id }
        await write.images.tell(imageId, told, now())
        await settleImages(write, [imageId], now())
      }),
    clearSource: (imageId) =>
      store.transact(async (write) => {
        await known(write, imageId)
        await write.images.tell(imageId, null, now())
        await settleImages(write, [imageId], now())
      }),
  }
}

/** Telling where images are built: by patterns on their registry and name. What a rule says holds at once, for every image. */
export function createImageRules({ store, now }: Deps): Commands['imageRules'] {
  const settled = async <T>(change: (write: Writers) => Promise<T>): Promise<T> => {
    const result = await store.transact(change)
    await settleEveryImage(store, now())
    return result
  }
  return {
    create: (input, actor) =>
      settled(async (write) => {
        const rules = await write.images.holdRules()
        const values = await checkedRule(write, { ...noConditions, ...pick(input), repositoryId: input.repositoryId })
        const id = await write.images.insertRule(values, actor.id, now())
        await place(write, [...rules.map((rule) => rule.id), id], id, input.position)
        return id
      }),
    update: (ruleId, input) =>
      settled(async (write) => {
        const rules = await write.images.holdRules()
        const { id, ...rule } = knownRule(rules, ruleId)
        await write.images.updateRule(id, await checkedRule(write, { ...rule, ...pick(input) }), now())
        await place(
          write,
          rules.map((each) => each.id),
          id,
          input.position,
        )
      }),
    remove: (ruleId) => settled(async (write) => write.images.deleteRule(knownRule(await write.images.holdRules(), ruleId).id)),
  }
}

/** After rules or repositories changed. */
export async function settleEveryImage(store: Store, now: Date): Promise<void> {
  for (let after = 0; ; ) {
    const ids = await store.transact(async (write) => {
      const part = await write.images.after(after, batch)
      await settleImages(write, part, now)
      return part
    })
    const last = ids.at(-1)
    if (last === undefined) return
    after = last
  }
}

const noConditions = { registryPattern: null, namePattern: null, dockerfile: null }

function pick({ position: _, ...input }: ImageRuleInput): Partial<ImageRuleValues> {
  return Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined))
}

async function known(write: Writers, imageId: number): Promise<void> {
  const [image] = await write.images.facts([imageId])
  if (image === undefined) throw notFound('image', publicId('image', imageId))
}

function knownRule(rules: readonly ImageRule[], id: number): ImageRule {
  const rule = rules.find((each) => each.id === id)
  if (rule === undefined) throw notFound('image rule', publicId('image rule', id))
  return rule
}

async function checkedRule(write: Writers, values: ImageRuleValues): Promise<ImageRuleValues> {
  if (values.registryPattern === null && values.namePattern === null) {
    throw new Problem('invalid', 'An image rule needs a condition.', {
      code: 'image-rule-invalid',
      field: 'name',
      remedy: 'Give a pattern for the registry or the name.',
    })
  }
  return { ...values, ...(await checked(write, values)) }
}

async function checked(
  write: Writers,
  { repositoryId, dockerfile }: ImageSourceInput,
): Promise<{ readonly repositoryId: number; readonly dockerfile: string | null }> {
  if ((await write.repositories.find(repositoryId)) === undefined) {
    throw notFound('repository', publicId('repository', repositoryId))
  }
  return { repositoryId, dockerfile: dockerfile ?? null }
}

/** Puts a rule at its place, from 1; without one it stays where it is. */
async function place(write: Writers, ids: readonly number[], id: number, position: number | undefined): Promise<void> {
  if (position === undefined) return
  const others = ids.filter((other) => other !== id)
  await write.images.orderRules(others.toSpliced(position - 1, 0, id))
}
