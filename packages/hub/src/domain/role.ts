/** What people and tokens may do; each role may do everything the one before may. */
export const roles = ['reader', 'writer', 'maintainer', 'owner'] as const

export type RoleName = (typeof roles)[number]
