import type { Image } from '../../api/types.ts'

const ways: Readonly<Record<NonNullable<Image['source']>['by'], string>> = {
  told: 'told by a person',
  rule: 'by an image rule',
  label: 'by its labels',
}

/** How it is known where an image is built: `told by Mira Novak`. */
export function sourceWay({ by, toldBy }: NonNullable<Image['source']>): string {
  return toldBy?.name == null ? ways[by] : `told by ${toldBy.name}`
}
