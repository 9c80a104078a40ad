import { sql } from 'kysely'

/** The records of connections that are there, as `shown`. Those of a removed one only keep what was found under them. */
export const shownRecords = sql`(
  select x.id from record x join connection xc on xc.id = x.connection_id where xc.removed_at is null
) shown`
