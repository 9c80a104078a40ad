/** Which page of a list is wanted. */
export interface PageRequest<Sort extends string = string> {
  /** 1–200. */
  readonly limit: number
  readonly cursor?: string
  readonly sort: Sort
}
